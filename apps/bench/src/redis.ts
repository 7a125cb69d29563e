import { spawn, spawnSync } from 'node:child_process'
import { connect } from 'node:net'
import { setTimeout as after } from 'node:timers/promises'
import { freePort } from '@halloo/db/embedded/free-port'

const REDIS = 'redis-server'

/** A Redis that keeps nothing; undefined where none is installed. */
export async function startRedis(): Promise<{ url: string; pid: number; stop(): void } | undefined> {
  if (spawnSync(REDIS, ['--version']).status !== 0) return undefined
  const port = await freePort()
  const settings = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no']
  const child = spawn(REDIS, settings, { stdio: 'ignore' })
  while (!(await answers(port))) await after(20)
  return { url: `redis://127.0.0.1:${port}`, pid: child.pid ?? 0, stop: () => void child.kill('SIGTERM') }
}

const answers = (port: number) =>
  new Promise<boolean>(resolve => {
    const socket = connect(port, '127.0.0.1')
    socket.once('error', () => resolve(false))
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
  })
