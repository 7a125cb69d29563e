import { createReading, unreadOf } from '@halloo/client'
import type { Conversation } from '@halloo/protocol'
import { useEffect, useRef, useState } from 'preact/hooks'
import { client, me, store } from '../live/world.ts'

const ownCursor = (conversation: Conversation) =>
  conversation.participants.find(participant => participant.id === me.value?.id)?.lastReadSeq ?? 0

const tellRead = createReading(async (conversationId, seq) => {
  const op = 'PUT /v1/conversations/:conversationId/read'
  const data = await client.call(op, { params: { conversationId }, body: { seq } })
  store.apply({ type: 'messages.read', data })
})

/** Tells how far has been read, but only what a person has had before their eyes. */
export function useReading(conversation: Conversation, atEnd: boolean) {
  const { id, lastSeq } = conversation
  const read = ownCursor(conversation)
  useEffect(() => {
    const tell = () => {
      if (atEnd && lastSeq > read && document.hasFocus() && !document.hidden) tellRead(id, lastSeq)
    }
    tell()
    addEventListener('focus', tell)
    document.addEventListener('visibilitychange', tell)
    return () => {
      removeEventListener('focus', tell)
      document.removeEventListener('visibilitychange', tell)
    }
  }, [id, lastSeq, read, atEnd])
}

/** Where the New line stands: fixed when the conversation is opened, or when something comes unseen. */
export function useFresh(conversation: Conversation): number | null {
  const unread = unreadOf(conversation, me.value?.id ?? '')
  const read = ownCursor(conversation)
  const [fresh, setFresh] = useState(unread > 0 && read > 0 ? read : null)
  const before = useRef(unread)
  useEffect(() => {
    if (before.current === 0 && unread > 0 && read > 0 && !document.hasFocus()) setFresh(read)
    before.current = unread
  }, [unread, read])
  return fresh
}
