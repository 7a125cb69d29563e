import { LIMITS } from '@halloo/protocol'
import { expect } from 'vitest'
import { SocketConnection } from '../../realtime/socket-connection.ts'
import type { House } from '../house.ts'
import type { TestVisitor } from '../organization.ts'
import { type Fields, numberOf, textOf } from './corpus.ts'
import { frame, type RawSocket } from './raw-socket.ts'
import { enter, knock } from './sockets.ts'

// Bytes that no client sends: broken frames, floods, silence.

const closeFrame = (code: number) => frame(0x88, Buffer.from([code >> 8, code & 255]))

/** Our limit stands at another place than the corpus's: what is one byte too long there is so here. */
const tooLong = (bytes: number) => (bytes === 32_769 ? LIMITS.frameBytes + 1 : bytes)

const BYTES: Record<string, (value: Fields) => Buffer> = {
  interleaved_fragments: () => Buffer.concat([frame(0x01, Buffer.from('a')), frame(0x81, Buffer.from('b'))]),
  close: ({ code }) => closeFrame(numberOf(code)),
  binary: ({ bytes }) => frame(0x82, Buffer.alloc(numberOf(bytes))),
  text: ({ bytes }) => frame(0x81, Buffer.alloc(tooLong(numberOf(bytes)), 'a')),
  pings: ({ count }) => Buffer.concat(Array<Buffer>(numberOf(count)).fill(frame(0x89, Buffer.alloc(0)))),
}

/** Sends what a case wants, and says by which code the socket ended; undefined where it must not end. */
export async function sendHostile(
  house: House,
  who: TestVisitor,
  bytes: Fields,
): Promise<number | undefined> {
  if (bytes.make === 'idle_handshakes') return abandon(house, who, numberOf(bytes.count))
  const raw = await enter(house, who)
  raw.socket.on('error', () => {})
  if (bytes.make === 'rst_mid_frame') {
    raw.socket.write(Buffer.from('81fe0100', 'hex'))
    raw.socket.resetAndDestroy()
    return undefined
  }
  if (bytes.make === 'stop_reading') return stopReading(house, raw, who, numberOf(bytes.events))
  const make = BYTES[String(bytes.make)]
  if (!make && bytes.hex === undefined)
    throw new Error(`the harness does not know the bytes “${String(bytes.make)}”`)
  raw.socket.write(make ? make(bytes) : Buffer.from(textOf(bytes.hex), 'hex'))
  return raw.closed
}

/** Opens sockets and says nothing in any of them. */
async function abandon(house: House, who: TestVisitor, count: number) {
  const sockets = await Promise.all(Array.from({ length: count }, () => knock(house, who)))
  const codes = await Promise.all(sockets.map(raw => raw.closed))
  expect(new Set(codes)).toEqual(new Set([1008]))
  return undefined
}

/** Stops reading while there is much to read. */
async function stopReading(house: House, raw: RawSocket, who: TestVisitor, events: number) {
  const connection = [...house.server.hub.all()].find(({ actor }) => actor.id === who.id)
  if (!(connection instanceof SocketConnection)) throw new Error('the socket is not in the hub')
  raw.socket.pause()
  let most = 0
  for (let n = 0; n < events; n++) {
    connection.sendText(JSON.stringify({ t: 'answer', id: null, status: 200, body: 'x'.repeat(4096) }))
    most = Math.max(most, connection.ws.bufferedAmount)
    if (n % 50 === 0) await new Promise(setImmediate)
  }
  expect(most, 'bytes that wait for a slow reader').toBeLessThan(LIMITS.slowReaderBytes + LIMITS.frameBytes)
  raw.socket.resume()
  return raw.closed
}
