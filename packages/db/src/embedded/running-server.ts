import { readFileSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import path from 'node:path'
import { isRunning, isZombie } from './process-state.ts'

/**
 * The port of a server that already runs on the folder: what a killed process left behind.
 * Format of the file: https://www.postgresql.org/docs/current/storage-file-layout.html
 */
export async function runningServer(dir: string): Promise<number | undefined> {
  let lines: string[]
  try {
    lines = readFileSync(path.join(dir, 'postmaster.pid'), 'utf8').split('\n')
  } catch {
    return undefined
  }
  const [pid, port] = [Number(lines[0]), Number(lines[3])]
  for (let attempt = 0; isRunning(pid) && attempt < 100; attempt++) {
    if (await answers(port)) return port
    await new Promise(resolve => setTimeout(resolve, 50))
  }
  // PostgreSQL would take the number of an uncollected process for a server that still runs.
  if (isZombie(pid)) rmSync(path.join(dir, 'postmaster.pid'))
  return undefined
}

const answers = (port: number) =>
  new Promise<boolean>(resolve => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
    socket.once('connect', () => socket.destroy())
  })
