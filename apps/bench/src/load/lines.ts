import { WebSocket } from 'ws'
import type { Crowd, Dialect, Seat } from '../system.ts'

/** An open socket of the load. */
export interface Line {
  ws: WebSocket
  seat: Seat
  /** The frame that let it in. */
  welcome: string
}

export type Hear = (line: Line, frame: Buffer) => void

/** So many handshakes are under way at once. */
const AT_ONCE = 32

/** Opens all sockets, and waits until all are in. */
export async function openAll({ seats, dialect }: Crowd, hear: Hear): Promise<Line[]> {
  const lines: Line[] = []
  const left = seats.entries()
  const work = async () => {
    for (const [at, seat] of left) lines[at] = await openLine(seat, dialect, hear)
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  return lines
}

/** Opens a socket, says what is to be said, and resolves when it is let in. */
export function openLine(seat: Seat, dialect: Dialect, hear: Hear): Promise<Line> {
  const ws = new WebSocket(seat.url, seat.protocol ?? [], {
    headers: seat.headers ?? {},
    perMessageDeflate: false,
    skipUTF8Validation: true,
  })
  const line: Line = { ws, seat, welcome: '' }
  return new Promise((resolve, reject) => {
    let isIn = false
    ws.once('error', reject)
    ws.once('close', (code, reason) =>
      reject(new Error(`closed with ${code} ${reason} before it was let in`)),
    )
    ws.once('open', () => {
      for (const frame of seat.opening) ws.send(frame)
      if (dialect.welcome === undefined) enter('')
    })
    const enter = (welcome: string) => {
      isIn = true
      line.welcome = welcome
      ws.removeAllListeners('close').removeAllListeners('error')
      ws.on('error', () => {})
      resolve(line)
    }
    ws.on('message', (frame: Buffer) => {
      if (isIn) {
        if (dialect.ping && starts(frame, dialect.ping.heard)) ws.send(dialect.ping.said)
        else hear(line, frame)
      } else if (dialect.welcome !== undefined && starts(frame, dialect.welcome)) enter(String(frame))
    })
  })
}

export const starts = (frame: Buffer, head: string) => frame.toString('latin1', 0, head.length) === head

export const hangUp = (lines: Line[]) => {
  for (const { ws } of lines) ws.terminate()
}
