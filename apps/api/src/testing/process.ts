import { type ChildProcess, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { root } from '../installation.ts'

/** Halloo as an operator starts it: a process of its own with an embedded database. */
export interface HallooProcess {
  url: string
  output(): string
  /** Ends it by a signal and waits until it is gone. */
  end(signal: NodeJS.Signals): Promise<number | null>
}

/** Starts the program on a data folder and a port, and waits for the line that says it is ready. */
export async function startProcess(
  dataFolder: string,
  port: number,
  env: Record<string, string> = {},
): Promise<HallooProcess> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'apps/api/src/main.ts'], {
    cwd: root,
    env: { PATH: process.env.PATH, HALLOO_DATA: dataFolder, PORT: String(port), RATE_LIMITS: 'off', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  const gone = new Promise<number | null>(resolve => child.once('exit', resolve))
  await new Promise<void>((resolve, reject) => {
    const look = (chunk: Buffer) => {
      output += String(chunk)
      if (output.includes('is ready')) resolve()
    }
    child.stdout.on('data', look)
    child.stderr.on('data', look)
    gone.then(code => reject(new Error(`ended with ${code}:\n${output}`)))
  })
  return {
    url: `http://localhost:${port}`,
    output: () => output,
    end(signal) {
      signalTo(child, signal)
      return gone
    },
  }
}

const signalTo = (child: ChildProcess, signal: NodeJS.Signals) => child.kill(signal)

/** Process id of the database server of a data folder, as PostgreSQL writes it down. */
export const databasePid = (dataFolder: string) =>
  Number(readFileSync(path.join(dataFolder, 'postgres-18', 'postmaster.pid'), 'utf8').split('\n')[0])
