import type { Conversation } from '@halloo/protocol'
import { contactName, firstName } from '../conversations/names.ts'
import { typistsOf } from '../live/presence.ts'

/** The contact is writing. Its place is kept, so that nothing moves when they stop. */
export function TypingLine({ conversation }: { conversation: Conversation }) {
  const writes = typistsOf(conversation.id).some(typist => typist.kind === 'visitor')
  return (
    <div class="peek" aria-live="off">
      {writes && (
        <>
          <span class="dots" aria-hidden="true">
            <i />
            <i />
            <i />
          </span>
          <span>{firstName(contactName(conversation.chatUser))} is typing</span>
        </>
      )}
    </div>
  )
}
