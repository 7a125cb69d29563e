import { fork } from 'node:child_process'
import { chmodSync, mkdirSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { startEmbedded } from '@halloo/db/embedded'
import { postmasterPid } from './postmaster.ts'
import type { System } from './system.ts'

/** The least that could be called a chat: one statement a message, acknowledged after its commit, sent on to two. */
export async function startFloor(folder: string, senders: number): Promise<System> {
  mkdirSync(folder, { recursive: true })
  for (const at of [path.dirname(folder), folder]) chmodSync(at, 0o755)
  const postgres = await startEmbedded({ dir: path.join(folder, 'postgres') })
  const server = fork(
    fileURLToPath(new URL('./floor-server.ts', import.meta.url)),
    [postgres.url, String(senders)],
    { execArgv: ['--import', 'tsx'] },
  )
  const port = await new Promise<number>((resolve, reject) => {
    server.once('message', message => resolve(Number(message)))
    server.once('exit', code => reject(new Error(`the floor ended with ${code}`)))
  })
  const seats = Array.from({ length: senders }, (_, at) =>
    [0, 1, 2].map(seat => ({
      url: `ws://127.0.0.1:${port}/?conversation=${at}`,
      headers: {},
      opening: [],
      ...(seat === 0 && { message: '{"id":"$id","text":"$n"}' }),
    })),
  ).flat()
  return {
    plan: { seats, acknowledgement: '"ack"' },
    pids: [server.pid ?? 0, postmasterPid(path.join(folder, 'postgres'))],
    async stop() {
      server.kill('SIGKILL')
      postgres.stop()
    },
  }
}
