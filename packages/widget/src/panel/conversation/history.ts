import type { Chat } from '../chat.ts'

const PAGE = 30
const SOON_MS = 300
const LIST = 'GET /v1/widget/conversations/:conversationId/messages'
const READ = 'PUT /v1/widget/conversations/:conversationId/read'

/** What was said before: fetched by the page, read by the seq. */
export function createHistory({ face, session, store }: Chat) {
  const reached = new Map<string, number>()
  const reachedIn = (conversationId: string) => reached.get(conversationId) ?? 0
  const setOlder = (id: string, older: 'more' | 'loading' | 'none' | 'failed') =>
    face.set({ older: { ...face.value.older, [id]: older } })

  async function fetch(conversationId: string, query: { beforeSeq?: string }) {
    setOlder(conversationId, 'loading')
    try {
      const { items } = await session.call(LIST, {
        params: { conversationId },
        query: { ...query, limit: PAGE },
      })
      store.putMessages(items)
      setOlder(conversationId, (store.state.messages[conversationId]?.[0]?.seq ?? 1) > 1 ? 'more' : 'none')
    } catch {
      setOlder(conversationId, 'failed')
    }
  }

  const firstOf = (conversationId: string) => store.state.messages[conversationId]?.[0]

  return {
    load: (conversationId: string) => fetch(conversationId, {}),
    async loadOlder(conversationId: string) {
      const first = firstOf(conversationId)
      if (first && face.value.older[conversationId] === 'more')
        await fetch(conversationId, { beforeSeq: String(first.seq) })
    },
    retry(conversationId: string) {
      const first = firstOf(conversationId)
      return fetch(conversationId, first ? { beforeSeq: String(first.seq) } : {})
    },
    /** Says that the visitor has read to the end: at once, and what comes soon after together. */
    async markRead(conversationId: string) {
      const conversation = store.state.conversations[conversationId]
      if (!conversation?.unread || conversation.lastSeq <= conversation.readSeq) return
      const isSaying = reached.has(conversationId)
      reached.set(conversationId, conversation.lastSeq)
      if (isSaying) return
      let seq = 0
      try {
        while (seq < reachedIn(conversationId)) {
          seq = reachedIn(conversationId)
          const data = await session.call(READ, { params: { conversationId }, body: { seq } })
          store.apply({ type: 'messages.read', data })
          await new Promise(go => setTimeout(go, SOON_MS))
        }
      } catch {
        // What is read next says this as well.
      }
      reached.delete(conversationId)
    },
  }
}
