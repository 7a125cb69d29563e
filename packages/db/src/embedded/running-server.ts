import { readFileSync } from 'node:fs'
import { connect } from 'node:net'
import path from 'node:path'

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
  for (let attempt = 0; isAlive(pid) && attempt < 100; attempt++) {
    if (await answers(port)) return port
    await new Promise(resolve => setTimeout(resolve, 50))
  }
  return undefined
}

function isAlive(pid: number) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

const answers = (port: number) =>
  new Promise<boolean>(resolve => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
    socket.once('connect', () => socket.destroy())
  })
