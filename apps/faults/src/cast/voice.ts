import type { Clock } from '@halloo/client'
import { type Client, createClient, type MemberSide, type VisitorSide } from '@halloo/client'
import { fetchBy, type Way } from '../stage/way.ts'
import type { Member, Visitor } from './people.ts'
import { webSocketBy } from './web-socket.ts'

/** A message as both sides read it. */
export interface Told {
  id: string
  conversationId: string
  seq: number
  content: string
  version: number
  createdAt: string
}

/** What a client of either side can ask for, whatever the addresses are called. */
export interface Voice {
  client: Client<MemberSide> | Client<VisitorSide>
  /** Conversations with the number of their last message. */
  conversations(): Promise<{ id: string; lastSeq: number }[]>
  messages(conversationId: string, afterSeq: number): Promise<{ items: Told[]; nextCursor: string | null }>
  send(conversationId: string, body: { id: string; content: string }, by: 'socket' | 'http'): Promise<Told>
  /** Something cheap over the socket: what was said before it has come when it is answered. */
  probe(): Promise<unknown>
}

interface More {
  clock?: Clock
  random?: () => number
}

export function visitorVoice({ token }: Visitor, way: Way, more: More): Voice {
  const client = createClient({
    url: `http://127.0.0.1:${way.port}`,
    socketPath: '/v1/widget/socket',
    token: () => token,
    WebSocket: webSocketBy(way),
    fetch: fetchBy(way),
    ...more,
  })
  return {
    client,
    conversations: async () => (await client.call('GET /v1/widget/conversations', { query: {} })).items,
    messages: (conversationId, afterSeq) =>
      client.call('GET /v1/widget/conversations/:conversationId/messages', {
        params: { conversationId },
        query: { afterSeq: String(afterSeq), limit: 100 },
      }),
    async send(conversationId, body, by) {
      const op = 'POST /v1/widget/conversations/:conversationId/messages'
      const input = { params: { conversationId }, body }
      return (await (by === 'http' ? client.call(op, input) : client.socket.call(op, input))).message
    },
    probe: () => client.socket.call('GET /v1/widget/departments', { query: {} }),
  }
}

export function memberVoice({ cookie }: Member, way: Way, more: More): Voice {
  const own = { ...way, headers: { cookie, origin: `http://${way.host}` } }
  const client = createClient({
    url: `http://127.0.0.1:${way.port}`,
    socketPath: '/v1/socket',
    WebSocket: webSocketBy(own),
    fetch: fetchBy(own),
    ...more,
  })
  const view = async (name: 'all' | 'ended') => {
    const found: { id: string; lastSeq: number }[] = []
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const query = { view: name, limit: 100, ...(cursor !== undefined && { cursor }) }
      const page = await client.call('GET /v1/conversations', { query })
      found.push(...page.items)
      cursor = page.nextCursor
    }
    return found
  }
  return {
    client,
    conversations: async () => [...(await view('all')), ...(await view('ended'))],
    messages: (conversationId, afterSeq) =>
      client.call('GET /v1/conversations/:conversationId/messages', {
        params: { conversationId },
        query: { afterSeq: String(afterSeq), limit: 100 },
      }),
    async send(conversationId, body, by) {
      const op = 'POST /v1/conversations/:conversationId/messages'
      const input = { params: { conversationId }, body }
      return (await (by === 'http' ? client.call(op, input) : client.socket.call(op, input))).message
    },
    probe: () => client.socket.call('GET /v1/counts', {}),
  }
}
