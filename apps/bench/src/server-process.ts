import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { freePort } from '@halloo/db/embedded/free-port'

/** A server of the bench, in a process of its own. */
export interface ServerProcess {
  port: number
  pid: number
  stop(): Promise<void>
}

interface Start {
  /** A program, and what it says on its output when it is ready. */
  program: string
  ready: string
  env?: Record<string, string>
  port?: number
}

// So that memory can be read without garbage, in each system alike.
const COLLECTING = ['--expose-gc', '--import', new URL('./collect.mjs', import.meta.url).href]

/** Starts a program with a port of its own, and waits until it is ready. */
export async function startServer({ program, ready, env = {}, port }: Start): Promise<ServerProcess> {
  const own = port ?? (await freePort())
  const flags = process.env.SERVER_FLAGS?.split(' ') ?? []
  const typed = program.endsWith('.ts') ? ['--import', 'tsx'] : []
  const child = spawn(process.execPath, [...COLLECTING, ...flags, ...typed, program], {
    cwd: fileURLToPath(new URL('..', import.meta.url)),
    env: { PATH: process.env.PATH, ...env, PORT: String(own) },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await new Promise<void>((resolve, reject) => {
    child.stdout.on('data', said => String(said).includes(ready) && resolve())
    child.once('exit', code => reject(new Error(`${program} ended with ${code}`)))
  })
  return { port: own, pid: child.pid ?? 0, stop: () => stopped(child) }
}

const PATIENCE_MS = 15_000

const stopped = (child: ChildProcess) =>
  new Promise<void>(resolve => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve()
    const late = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS)
    child.once('exit', () => {
      clearTimeout(late)
      resolve()
    })
    child.kill('SIGTERM')
  })
