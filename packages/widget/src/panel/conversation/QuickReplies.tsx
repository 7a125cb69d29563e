import { isEnded } from '../face.ts'
import { focusFirst } from '../focus.ts'
import { words } from '../words.ts'
import { useTalk } from './use-talk.ts'

/** Answers that the last message offers: one tap says them. */
export function QuickReplies({ id }: { id: string }) {
  const { chat, root } = useTalk()
  const conversation = chat.store.state.conversations[id]
  const last = chat.store.state.messages[id]?.at(-1)
  const isAnswered = chat.keep.outbox?.unsent().some(one => one.conversationId === id)
  // Files that were picked would go along.
  const isBusy = chat.keep.outbox?.draft(id)?.files.length
  if (!last?.quickReplies.length || isAnswered || isBusy || !conversation || isEnded(conversation))
    return null
  return (
    <fieldset class="replies" aria-label={words.answers}>
      {last.quickReplies.map(text => (
        <button
          type="button"
          key={text}
          dir="auto"
          onClick={() => {
            focusFirst(root)
            chat.keep.say(id, text)
          }}
        >
          {text}
        </button>
      ))}
    </fieldset>
  )
}
