import type { Answer, Input, Operation, WidgetSession } from '@halloo/protocol'
import { type Client, createClient } from '../client.ts'
import { Refusal } from '../refusal.ts'
import type { VisitorSide } from '../side.ts'
import { readJson, type TextStorage } from './storage.ts'
import type { PhoneAndPassword, VisitorOptions } from './visitor-face.ts'

interface Kept {
  token: string
  id: string
  /** Nobody has said yet who it is. */
  isAnonymous: boolean
}

type Entrance = 'POST /v1/widget/sessions' | 'POST /v1/widget/sign-up' | 'POST /v1/widget/sign-in'

type Told = { identityToken?: string } | PhoneAndPassword

export interface SessionParts extends Omit<VisitorOptions, 'storage'> {
  storage: TextStorage
  /** Somebody is here: the former one, if there was one, and how they came. */
  onEntered(session: WidgetSession, before: Kept | undefined, by: Entrance): Promise<void>
  /** The session does not hold any more. */
  onEnded(): void
}

/** The visitor on the wire, and what is kept of them. */
export function createVisitorSession(parts: SessionParts) {
  const { url, key, storage } = parts
  const name = `halloo:${key}:session`
  let kept: Kept | undefined
  let loading: Promise<void> | undefined
  let entering: Promise<void> | undefined

  const client: Client<VisitorSide> = createClient({
    url,
    socketPath: '/v1/widget/socket',
    token: () => kept?.token,
    ...(parts.fetch && { fetch: parts.fetch }),
    ...(parts.WebSocket && { WebSocket: parts.WebSocket }),
  })

  function load() {
    loading ??= readJson<Kept>(storage, name).then(found => {
      kept ??= found
    })
    return loading
  }

  async function forget() {
    kept = undefined
    client.socket.close()
    await storage.removeItem(name)
  }

  async function end(token: string | undefined) {
    if (!token || token !== kept?.token) return
    await forget()
    parts.onEnded()
  }

  async function call<K extends Operation>(op: K, input: Input<K>): Promise<Answer<K>> {
    const token = kept?.token
    try {
      return await client.call(op, input)
    } catch (error) {
      if (error instanceof Refusal && error.code === 'unauthenticated') await end(token)
      throw error
    }
  }

  /** Goes in, as whoever the server says. */
  async function enter(op: Entrance, told: Told = {}): Promise<WidgetSession> {
    await load()
    const before = kept
    const isAnonymous = op === 'POST /v1/widget/sessions' && !('identityToken' in told)
    const session = await client.call(op, { body: { key, ...told } } as Input<Entrance>)
    kept = { token: session.token, id: session.visitor.id, isAnonymous }
    await storage.setItem(name, JSON.stringify(kept))
    client.socket.close()
    await parts.onEntered(session, before, op)
    client.socket.connect()
    return session
  }

  return {
    client,
    load,
    call,
    enter,
    forget,
    id: () => kept?.id ?? '',
    isKnown: () => kept !== undefined,
    /** Somebody is here, if nobody else then an anonymous visitor. */
    async ensure() {
      await load()
      if (kept) return
      entering ??= enter('POST /v1/widget/sessions')
        .then(() => {})
        .finally(() => {
          entering = undefined
        })
      await entering
    },
  }
}

export type VisitorSession = ReturnType<typeof createVisitorSession>
