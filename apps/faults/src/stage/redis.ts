import { type ChildProcess, spawn } from 'node:child_process'
import { connect } from 'node:net'
import { freePort } from '@halloo/db/embedded/free-port'
import { findRedis } from '../../../../scripts/redis.ts'

/** A Redis of a house's own, which keeps nothing on disk. */
export interface Redis {
  url: string
  start(): Promise<void>
  kill(): Promise<void>
}

/** Whether there is one on this machine. */
export const hasRedis = () => findRedis() !== undefined

export async function createRedis(): Promise<Redis> {
  const port = await freePort()
  let child: ChildProcess | undefined
  return {
    url: `redis://127.0.0.1:${port}`,
    async start() {
      if (child) return
      child = spawn(findRedis() ?? '', ['--port', String(port), '--save', '', '--bind', '127.0.0.1'], {
        argv0: 'redis-server',
        stdio: 'ignore',
      })
      while (!(await listens(port))) await new Promise(resolve => setTimeout(resolve, 20))
    },
    async kill() {
      const gone = new Promise(resolve => child?.once('exit', resolve))
      if (child?.kill('SIGKILL')) await gone
      child = undefined
    },
  }
}

const listens = (port: number) =>
  new Promise<boolean>(resolve => {
    const socket = connect(port, '127.0.0.1')
      .once('connect', () => resolve(true))
      .once('error', () => resolve(false))
    socket.once('connect', () => socket.destroy())
  })
