import './details.css'
import { X } from 'lucide-preact'
import { useEffect, useRef } from 'preact/hooks'
import { conversations } from '../live/world.ts'
import { IconButton } from '../look/Button.tsx'
import { closeDrawer, details } from '../shell/layout.ts'
import { AssignmentHistory } from './AssignmentHistory.tsx'
import { ContactCard } from './ContactCard.tsx'
import { ConversationFacts } from './ConversationFacts.tsx'
import { Earlier } from './Earlier.tsx'

/** Who the contact is and how the conversation came to be; beside the words or as a drawer over them. */
export function Details({ conversationId }: { conversationId: string }) {
  const conversation = conversations.value[conversationId]
  const drawer = details.value === 'drawer'
  const pane = useRef<HTMLElement>(null)
  useEffect(() => {
    if (drawer) pane.current?.focus()
  }, [drawer])
  if (!conversation) return null
  return (
    <>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: a second way out; Escape and the button are the first */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: see above */}
      {drawer && <div class="drawerscrim" onClick={closeDrawer} />}
      <aside class={`facts ${drawer ? 'drawer' : ''}`} aria-label="Details" tabIndex={-1} ref={pane}>
        {drawer && <IconButton class="shut" label="Close details" icon={X} onClick={closeDrawer} />}
        <ContactCard conversation={conversation} />
        <ConversationFacts conversation={conversation} />
        <AssignmentHistory conversation={conversation} />
        <Earlier conversation={conversation} />
      </aside>
    </>
  )
}
