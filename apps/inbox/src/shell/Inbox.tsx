import { useEffect } from 'preact/hooks'
import { Details } from '../chat-users/Details.tsx'
import { ConversationList } from '../conversations/ConversationList.tsx'
import { Talk } from '../conversations/Talk.tsx'
import { client } from '../live/world.ts'
import { details, layout } from './layout.ts'
import type { View } from './place.ts'

/** Three panes; on a phone one, with the list resting underneath so that back finds the same row. */
export function Inbox({ view, conversationId }: { view: View; conversationId: string | null }) {
  useEffect(() => {
    client.socket.viewing(conversationId)
    return () => client.socket.viewing(null)
  }, [conversationId])
  const phone = layout.value === 'phone'
  const shown = conversationId === null ? 'hidden' : details.value
  return (
    <main class={`sheet details-${shown} ${conversationId ? 'with-talk' : ''}`}>
      <ConversationList view={view} selected={conversationId} resting={phone && conversationId !== null} />
      {(conversationId || !phone) && <Talk id={conversationId} view={view} key={conversationId} />}
      {conversationId && shown !== 'hidden' && (
        <Details conversationId={conversationId} key={`d-${conversationId}`} />
      )}
    </main>
  )
}
