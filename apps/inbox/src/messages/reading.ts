import { unreadOf } from '@halloo/client'
import type { Conversation } from '@halloo/protocol'
import { useEffect, useRef, useState } from 'preact/hooks'
import { client, me, store } from '../live/world.ts'

const ownCursor = (conversation: Conversation) =>
  conversation.participants.find(participant => participant.id === me.value?.id)?.lastReadSeq ?? 0

/** Tells how far has been read, but only what a person has had before their eyes. */
export function useReading(conversation: Conversation, atEnd: boolean) {
  const told = useRef(0)
  const { id, lastSeq } = conversation
  const read = ownCursor(conversation)
  useEffect(() => {
    const tell = () => {
      if (!atEnd || !document.hasFocus() || document.hidden) return
      if (lastSeq <= Math.max(told.current, read)) return
      told.current = lastSeq
      client
        .call('PUT /v1/conversations/:conversationId/read', {
          params: { conversationId: id },
          body: { seq: lastSeq },
        })
        .then(
          data => store.apply({ type: 'messages.read', data }),
          () => {
            told.current = 0
          },
        )
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
