import { createReading } from '@halloo/client'
import type { Chat } from '../chat.ts'

const PAGE = 30
const LIST = 'GET /v1/widget/conversations/:conversationId/messages'
const READ = 'PUT /v1/widget/conversations/:conversationId/read'

/** What was said before: fetched by the page, read by the seq. */
export function createHistory({ face, session, store }: Chat) {
  const tellRead = createReading(async (conversationId, seq) => {
    const data = await session.call(READ, { params: { conversationId }, body: { seq } })
    store.apply({ type: 'messages.read', data })
  })
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
    /** Says that the visitor has read to the end. */
    markRead(conversationId: string) {
      const conversation = store.state.conversations[conversationId]
      if (conversation?.unread && conversation.lastSeq > conversation.readSeq)
        tellRead(conversationId, conversation.lastSeq)
    },
  }
}
