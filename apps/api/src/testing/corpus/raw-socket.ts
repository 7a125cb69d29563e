import { randomBytes } from 'node:crypto'
import { connect, type Socket } from 'node:net'
import { SUBPROTOCOL } from '@halloo/protocol'
import type { House } from '../house.ts'
import { type Fields, fieldsOf } from './corpus.ts'
import { firstReply, type Reply } from './wire.ts'

export interface Handshake {
  path: string
  headers?: Record<string, string | undefined>
  method?: string
  body?: string
}

/** A WebSocket by hand: every byte of it can be wrong. */
export class RawSocket {
  readonly socket: Socket
  readonly handshake: Reply
  /** Text frames that came, as JSON, oldest first. */
  readonly frames: Fields[] = []
  /** The code of the server's close frame; 1006 where it just went. */
  readonly closed: Promise<number>
  #buffer: Buffer = Buffer.alloc(0)
  #code = 1006
  #woken: () => void = () => {}

  constructor(socket: Socket, handshake: Reply, rest: Buffer) {
    this.socket = socket
    this.handshake = handshake
    this.closed = new Promise(resolve => socket.once('close', () => resolve(this.#code)))
    socket.on('data', chunk => this.#take(Buffer.from(chunk)))
    this.#take(rest)
  }

  sendText(text: string) {
    this.socket.write(frame(0x81, Buffer.from(text)))
  }

  /** The first frame that fits, of those that came and will come; undefined where none does in time. */
  async next(fits: (frame: Fields) => boolean, ms = 3000): Promise<Fields | undefined> {
    const until = performance.now() + ms
    for (;;) {
      const found = this.frames.find(fits)
      if (found || performance.now() > until) return found
      await new Promise<void>(resolve => {
        this.#woken = resolve
        setTimeout(resolve, Math.max(1, until - performance.now()))
      })
    }
  }

  async end() {
    this.socket.destroy()
    await this.closed
  }

  #take(chunk: Buffer) {
    this.#buffer = Buffer.concat([this.#buffer, chunk])
    for (let read = readFrame(this.#buffer); read; read = readFrame(this.#buffer)) {
      this.#buffer = this.#buffer.subarray(read.size)
      if (read.opcode === 1) this.frames.push(fieldsOf(JSON.parse(read.payload.toString())))
      if (read.opcode !== 8) continue
      this.#code = read.payload.length >= 2 ? read.payload.readUInt16BE(0) : 1005
      this.socket.end(frame(0x88, read.payload))
    }
    this.#woken()
  }
}

/** A masked frame, as clients send them. */
export function frame(head: number, payload: Uint8Array): Buffer {
  const mask = Buffer.alloc(4)
  const n = payload.length
  const length =
    n < 126
      ? Buffer.from([0x80 | n])
      : n < 65_536
        ? Buffer.from([0xfe, n >> 8, n & 255])
        : Buffer.concat([
            Buffer.from([0xff, 0, 0, 0, 0]),
            Buffer.from([n >>> 24, (n >>> 16) & 255, (n >>> 8) & 255, n & 255]),
          ])
  return Buffer.concat([Buffer.from([head]), length, mask, payload])
}

function readFrame(bytes: Buffer) {
  if (bytes.length < 2) return undefined
  const short = (bytes[1] ?? 0) & 0x7f
  const head = short === 126 ? 4 : short === 127 ? 10 : 2
  if (bytes.length < head) return undefined
  const length =
    short === 126 ? bytes.readUInt16BE(2) : short === 127 ? Number(bytes.readBigUInt64BE(2)) : short
  if (bytes.length < head + length) return undefined
  return { opcode: (bytes[0] ?? 0) & 15, payload: bytes.subarray(head, head + length), size: head + length }
}

/** Shakes hands; the answer stands in `handshake`, whatever it is. */
export const shakeHands = (house: House, { path, headers = {}, method = 'GET', body = '' }: Handshake) =>
  new Promise<RawSocket>((resolve, reject) => {
    const all: Record<string, string | undefined> = {
      host: `localhost:${house.server.port}`,
      connection: 'Upgrade',
      upgrade: 'websocket',
      'sec-websocket-key': randomBytes(16).toString('base64'),
      'sec-websocket-version': '13',
      'sec-websocket-protocol': SUBPROTOCOL,
      ...(body && { 'content-length': String(body.length) }),
      ...headers,
    }
    const lines = Object.entries(all)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => `${name}: ${value}\r\n`)
    const socket = connect(house.server.port, '127.0.0.1', () =>
      socket.write(`${method} ${path} HTTP/1.1\r\n${lines.join('')}\r\n${body}`),
    )
    let read = Buffer.alloc(0)
    const onData = (chunk: Buffer) => {
      read = Buffer.concat([read, chunk])
      const end = read.indexOf('\r\n\r\n')
      if (end < 0) return
      const upgraded = read.toString('latin1', 9, 12) === '101'
      const length = Number(/content-length: (\d+)/i.exec(read.toString('latin1', 0, end))?.[1] ?? 0)
      if (!upgraded && read.length < end + 4 + length) return
      socket.off('data', onData)
      const head = upgraded ? read.subarray(0, end + 4) : read
      resolve(
        new RawSocket(
          socket,
          firstReply(head.toString('latin1')),
          upgraded ? read.subarray(end + 4) : Buffer.alloc(0),
        ),
      )
    }
    socket.on('data', onData)
    socket.on('error', reject)
  })
