import { newId } from '../id.ts'
import type { VisitorSide } from '../side.ts'
import { createStore } from '../store.ts'
import { createEmitter } from './emitter.ts'
import { createVisitorOutbox } from './outbox.ts'
import { createVisitorSession } from './session.ts'
import { memoryStorage } from './storage.ts'
import type { Visitor, VisitorEvents, VisitorOptions } from './visitor-face.ts'

/**
 * A visitor without a page: for mobile apps, desktop apps and bots. Needs nothing but `fetch`, `crypto` and timers.
 * Nothing is sent, and nothing kept, before the first act.
 * @example
 * const visitor = createVisitor({ url: 'https://chat.example.com', key: 'pk_…', storage: AsyncStorage })
 * visitor.on('message.created', ({ message }) => show(message))
 * await visitor.open()
 * const conversationId = visitor.conversations.start('Do you have it in blue?')
 */
export function createVisitor(options: VisitorOptions): Visitor {
  const { key, storage = memoryStorage() } = options
  const { on, emit } = createEmitter<VisitorEvents>()
  const store = createStore<VisitorSide>()
  let isStale = true

  const session = createVisitorSession({
    ...options,
    storage,
    async onEntered({ visitor }, before, by) {
      if (before && before.id !== visitor.id) {
        store.reset()
        // Only a signed token gives somebody what was written before they said who they are.
        if (before.isAnonymous && by === 'POST /v1/widget/sessions') await outbox.adopt(before.id)
        else if (before.isAnonymous) await outbox.startOver(before.id, {})
      }
      store.putChatUsers([visitor])
    },
    onEnded() {
      store.reset()
      emit('signed_out', undefined)
    },
  })
  const { client, call } = session
  const outbox = createVisitorOutbox({ key, storage }, session, store)

  async function list() {
    const { items } = await call('GET /v1/widget/conversations', { query: { limit: 100 } })
    store.putConversations(items)
    return items.map(({ id }) => store.state.conversations[id]).filter(item => item !== undefined)
  }

  /** What was missed is fetched; without a network it is, when there is one again. */
  const refresh = () => {
    list().catch(() => {
      isStale = true
    })
  }

  client.socket.listen({
    event(event) {
      store.apply(event)
      // The answer to it may have been lost.
      if (event.type === 'message.created' && event.data.message.senderType === 'user')
        outbox.discard(event.data.message.id)
      emit(event.type, event.data as never)
    },
    typing: frame => frame.from.kind === 'member' && emit('typing', frame),
    presence: ({ online }) => emit('presence', { isOnline: online.length > 0 }),
    resync() {
      store.forgetMessages()
      refresh()
    },
    status(status) {
      emit('status', status)
      if (status === 'idle') isStale = true
      // Out, or blocked: who is blocked may still read.
      if (status === 'closed') call('GET /v1/widget/me', {}).catch(() => {})
      if (status !== 'open') return
      outbox.retryAll()
      if (isStale) refresh()
      isStale = false
    },
  })
  store.subscribe(() => emit('change', undefined))
  outbox.subscribe(() => emit('change', undefined))

  const me = () => Object.values(store.state.chatUsers)[0]
  const latestSeq = (conversationId: string) => store.state.conversations[conversationId]?.lastSeq ?? 0

  return {
    get state() {
      return store.state
    },
    get me() {
      return me()
    },
    get status() {
      return client.socket.status
    },
    async open() {
      await session.load()
      if (session.isKnown()) client.socket.connect()
      await outbox.open()
      if (session.isKnown()) store.putChatUsers([await call('GET /v1/widget/me', {})])
      return session.isKnown()
    },
    signUp: async who => (await session.enter('POST /v1/widget/sign-up', who)).visitor,
    signIn: async who => (await session.enter('POST /v1/widget/sign-in', who)).visitor,
    identify: async identityToken =>
      (await session.enter('POST /v1/widget/sessions', { identityToken })).visitor,
    async signOut() {
      await session.forget()
      await outbox.clear()
      store.reset()
    },
    async update(body) {
      await session.ensure()
      const profile = await call('PATCH /v1/widget/me', { body })
      store.putChatUsers([profile])
      return profile
    },
    async departments() {
      await session.ensure()
      return (await call('GET /v1/widget/departments', { query: { limit: 100 } })).items
    },
    conversations: {
      async list() {
        await session.ensure()
        return list()
      },
      start(content, start = {}) {
        const id = newId('conv')
        outbox.write(id, content, start)
        outbox.send(id, start)
        return id
      },
      async close(conversationId) {
        const op = 'POST /v1/widget/conversations/:conversationId/close'
        const closed = await call(op, { params: { conversationId } })
        store.putConversations([closed])
        return closed
      },
    },
    async messages(conversationId, beforeSeq) {
      const page = await call('GET /v1/widget/conversations/:conversationId/messages', {
        params: { conversationId },
        ...(beforeSeq === undefined ? {} : { query: { beforeSeq: String(beforeSeq) } }),
      })
      store.putMessages(page.items)
      return page
    },
    send(conversationId, content, files = []) {
      outbox.write(conversationId, content)
      if (files.length > 0) outbox.attach(conversationId, files)
      outbox.send(conversationId)
    },
    unsent: () => outbox.unsent(),
    retry: outbox.retry,
    discard: outbox.discard,
    async markRead(conversationId, seq = latestSeq(conversationId)) {
      const op = 'PUT /v1/widget/conversations/:conversationId/read'
      const data = await call(op, { params: { conversationId }, body: { seq } })
      store.apply({ type: 'messages.read', data })
    },
    typing: conversationId => client.socket.typing(conversationId),
    on,
    disconnect() {
      client.socket.close()
      outbox.close()
    },
  }
}
