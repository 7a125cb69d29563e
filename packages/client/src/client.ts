import type { Answer, Input, Operation } from '@halloo/protocol'
import { type Clock, systemClock } from './clock.ts'
import { pollWire } from './poll-wire.ts'
import { request } from './request.ts'
import type { MemberSide, Side, SideOfSocket, SocketPath } from './side.ts'
import { createSocket } from './socket.ts'
import type { Socket } from './socket-face.ts'
import { type UploadOperation, upload } from './upload.ts'
import { createWay } from './way.ts'
import { webSocketWire } from './wire.ts'

export interface ClientOptions<Path extends SocketPath = SocketPath> {
  /** Origin of the API; empty for the page's own. */
  url: string
  socketPath: Path
  /** The visitor's token, as Bearer and in `hello`. Without it, cookies of the same origin speak. */
  token?: () => string | undefined
  fetch?: typeof fetch
  WebSocket?: typeof WebSocket
  clock?: Clock
  random?: () => number
}

export interface Client<S extends Side = MemberSide> {
  /** Asks over HTTP. Rejects with a `Refusal`; code `offline` where no answer came. */
  call<K extends Operation>(op: K, input: Input<K>): Promise<Answer<K>>
  /** Sends a file, to be named by a message or a look. */
  upload<K extends UploadOperation>(
    op: K,
    file: Blob,
    fileName: string,
    onProgress?: (ratio: number) => void,
    signal?: AbortSignal,
  ): Promise<Answer<K>>
  socket: Socket<S>
}

/**
 * The wire to one Halloo: typed calls, files, and a socket that resumes.
 * @example
 * const client = createClient({ url: '', socketPath: '/v1/socket' })
 * const { items } = await client.call('GET /v1/conversations', { query: { view: 'queue' } })
 * client.socket.listen({ event: event => console.warn(event.type) })
 * client.socket.connect()
 */
export function createClient<Path extends SocketPath>(
  options: ClientOptions<Path>,
): Client<SideOfSocket[Path]> {
  const { url, socketPath, token, clock = systemClock } = options
  const http = { url, token, fetch: options.fetch }
  const feed = socketPath === '/v1/socket' ? 'GET /v1/events' : 'GET /v1/widget/events'
  const address = () => new URL(socketPath, url || location.href).href.replace(/^http/, 'ws')
  const sockets = options.WebSocket ?? globalThis.WebSocket
  const way = createWay({
    first: typeof sockets === 'function' ? 'socket' : 'poll',
    openSocket: events => webSocketWire(address, sockets)(events),
    openPoll: pollWire({
      ask: (query, signal) => request({ ...http, signal }, feed, { query }),
      call: (op, parts) => request(http, op, parts),
      clock,
    }),
    clock,
  })
  return {
    call: (op, input) => request(http, op, input),
    upload: (op, file, fileName, onProgress, signal) =>
      upload(http, { op, file, fileName, onProgress, signal }),
    socket: createSocket({
      openWire: way.open,
      transport: () => way.transport,
      token,
      clock,
      random: options.random ?? Math.random,
    }),
  }
}
