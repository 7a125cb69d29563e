import type { VisitorSide } from '@halloo/client'
import { type Client, createClient, createStore, type SocketPath, type Store } from '@halloo/client'
import { WebSocket as Ws } from 'ws'
import type { House } from '../../testing/house.ts'
import type { TestMember, TestVisitor } from '../../testing/organization.ts'

/** Somebody who looks on with the real client, and whose line can be cut. */
export interface Watcher {
  store: Store<VisitorSide>
  /** Frames `message.created`, in the order of hearing. */
  heard: { id: string; conversationId: string; seq: number }[]
  isOnline(): boolean
  cut(): void
  /** Comes back and waits until everything said before has been heard. */
  resume(): Promise<void>
  /** Waits until something is so, for as long as it takes to be sure that it never will be. */
  until(holds: () => boolean): Promise<boolean>
  close(): void
}

const HANDSHAKE_MS = 5000

export function givenWatcher(house: House, as: TestMember | TestVisitor, conversationId: string): Watcher {
  const isMember = 'cookie' in as
  const path: SocketPath = isMember ? '/v1/socket' : '/v1/widget/socket'
  const lines = new Set<Ws>()
  let isCut = false
  class Line extends Ws {
    constructor(url: string, protocol: string) {
      if (isCut) throw new Error('the line is cut')
      super(url, protocol, { headers: as.headers })
      lines.add(this)
      this.on('error', () => {}).on('close', () => lines.delete(this))
    }
  }
  const client = createClient({
    url: house.server.url,
    socketPath: path,
    WebSocket: asBrowsers(Line),
    fetch: () => Promise.reject(new Error('by socket only')),
    ...('token' in as && { token: () => as.token }),
    random: () => 0.02,
  }) as Client<VisitorSide>
  const store = createStore<VisitorSide>()
  const watcher: Watcher = {
    store,
    heard: [],
    isOnline: () => client.socket.status === 'open',
    cut() {
      isCut = true
      for (const line of lines) line.terminate()
    },
    async resume() {
      isCut = false
      client.socket.connect()
      await watcher.until(watcher.isOnline)
      const op = isMember ? 'GET /v1/counts' : 'GET /v1/widget/me'
      await client.socket.call(op as 'GET /v1/widget/me', {}).catch(() => {})
    },
    async until(holds) {
      for (const late = performance.now() + HANDSHAKE_MS; !holds(); ) {
        if (performance.now() > late) return false
        await new Promise(resolve => setTimeout(resolve, 2))
      }
      return true
    },
    close: () => client.socket.close(),
  }
  /** What was taken back is rewritten in the log: whoever stood there fetches again. */
  const refill = async () => {
    const op = isMember
      ? 'GET /v1/conversations/:conversationId/messages'
      : 'GET /v1/widget/conversations/:conversationId/messages'
    const { body } = await as.call(op as 'GET /v1/widget/conversations/:conversationId/messages', {
      params: { conversationId },
      query: { afterSeq: '0', limit: '100' },
    })
    store.putMessages(body.items)
  }
  client.socket.listen({
    resync: () => void refill(),
    event(event) {
      store.apply(event)
      if (event.type !== 'message.created') return
      const { id, conversationId, seq } = event.data.message
      watcher.heard.push({ id, conversationId, seq })
    },
  })
  return watcher
}

/** `ws` keeps the shape of the browser's class; its types say so only in part. */
const asBrowsers = (kept: unknown) => kept as typeof WebSocket
