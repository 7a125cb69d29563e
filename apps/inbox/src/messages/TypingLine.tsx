import type { Conversation } from '@halloo/protocol'
import { contactName, firstName } from '../conversations/names.ts'
import { typistsOf } from '../live/presence.ts'

/** The contact is writing. Its place is kept, so that nothing moves when they stop. */
export function TypingLine({ conversation }: { conversation: Conversation }) {
  const writer = typistsOf(conversation.id).find(typist => typist.kind === 'visitor')
  return (
    <div class="peek" aria-live="off">
      {writer && (
        <>
          <span class="dots" aria-hidden="true">
            <i />
            <i />
            <i />
          </span>
          <span>{firstName(contactName(conversation.chatUser))} is typing</span>
          {writer.preview && (
            <q class="cut" dir="auto" title={`Not sent yet: ${writer.preview}`}>
              {tailOf(writer.preview)}
            </q>
          )}
        </>
      )}
    </div>
  )
}

/** The newest words of what is being written: they matter, and there is one line. */
function tailOf(words: string) {
  const characters = [...words.replaceAll(/\s+/g, ' ')]
  return characters.length > TAIL ? `…${characters.slice(-TAIL).join('')}` : characters.join('')
}
const TAIL = 44
