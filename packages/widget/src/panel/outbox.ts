import { newId, Refusal } from '@halloo/client'
import type { Attachment } from '@halloo/protocol'
import type { Face, Outgoing } from './face.ts'
import type { Observable } from './observable.ts'
import { bareUrl } from './page-url.ts'
import type { Session } from './session.ts'

/** Sends what was written, in order, with the same ids until the server has it or refuses it. */
export function createOutbox(face: Observable<Face>, session: Session, onStarted: (id: string) => void) {
  const pumping = new Set<string>()
  const listOf = (conversationId: string) => face.value.outgoing[conversationId] ?? []
  const setList = (conversationId: string, list: Outgoing[]) =>
    face.set({ outgoing: { ...face.value.outgoing, [conversationId]: list } })
  const change = (conversationId: string, id: string, state: Outgoing['state']) =>
    setList(
      conversationId,
      listOf(conversationId).map(one => (one.id === id ? { ...one, state } : one)),
    )

  async function pump(conversationId: string) {
    if (pumping.has(conversationId)) return
    pumping.add(conversationId)
    try {
      let next = listOf(conversationId).find(one => one.state === 'sending')
      while (next) {
        await deliver(conversationId, next)
        next = listOf(conversationId).find(one => one.state === 'sending')
      }
    } finally {
      pumping.delete(conversationId)
    }
  }

  async function deliver(conversationId: string, one: Outgoing) {
    try {
      await post(conversationId, one)
      setList(
        conversationId,
        listOf(conversationId).filter(other => other.id !== one.id),
      )
    } catch (error) {
      const refusal = error instanceof Refusal ? error : undefined
      if (refusal?.status === 401) return startOver(conversationId)
      const isLater =
        refusal && (refusal.code === 'offline' || refusal.status === 429 || refusal.status >= 502)
      if (!isLater) return change(conversationId, one.id, 'failed')
      for (const other of listOf(conversationId))
        if (other.state === 'sending') change(conversationId, other.id, 'queued')
      if (refusal.code !== 'offline') setTimeout(retryAll, refusal.retryAfterMs ?? 5_000)
    }
  }

  async function post(conversationId: string, { id, content, attachments }: Outgoing) {
    await session.ensure()
    const message = {
      id,
      ...(content ? { content } : {}),
      ...(attachments.length ? { attachmentIds: attachments.map(attachment => attachment.id) } : {}),
    }
    const { store } = session
    if (store.state.conversations[conversationId]) {
      const op = 'POST /v1/widget/conversations/:conversationId/messages'
      const data = await session.call(op, { params: { conversationId }, body: message })
      return store.apply({ type: 'message.created', data })
    }
    const departmentId = face.value.starts[conversationId]?.departmentId
    const pageUrl = bareUrl(location.href)
    const referrer = bareUrl(document.referrer)
    const started = await session.call('POST /v1/widget/conversations', {
      body: {
        id: conversationId,
        message,
        ...(departmentId ? { departmentId } : {}),
        ...(pageUrl ? { pageUrl } : {}),
        ...(referrer ? { referrer } : {}),
      },
    })
    store.putConversations([started.conversation])
    store.putMessages([started.message])
    face.set({ older: { ...face.value.older, [conversationId]: 'none' } })
    onStarted(conversationId)
  }

  /** The visitor was forgotten: what they wrote begins a new conversation of a new one. */
  function startOver(conversationId: string) {
    const id = newId('conv')
    const list = listOf(conversationId).map(one => ({ ...one, id: newId('msg'), attachments: [] }))
    const { [conversationId]: _, ...others } = face.value.outgoing
    face.set({
      outgoing: { ...others, [id]: list },
      starts: { ...face.value.starts, [id]: { departmentId: null } },
      view: { name: 'conversation', id },
    })
    void pump(id)
  }

  function retryAll() {
    for (const conversationId of Object.keys(face.value.outgoing)) {
      for (const one of listOf(conversationId))
        if (one.state === 'queued') change(conversationId, one.id, 'sending')
      void pump(conversationId)
    }
  }

  return {
    retryAll,
    retry(conversationId: string, id: string) {
      change(conversationId, id, 'sending')
      void pump(conversationId)
    },
    send(conversationId: string, content: string, attachments: Attachment[]) {
      const one: Outgoing = {
        id: newId('msg'),
        content,
        attachments,
        createdAt: new Date().toISOString(),
        state: 'sending',
      }
      setList(conversationId, [...listOf(conversationId), one])
      void pump(conversationId)
    },
  }
}
