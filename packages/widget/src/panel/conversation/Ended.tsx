import type { VisitorConversation } from '@halloo/protocol'
import { later } from '../later.tsx'
import { words } from '../words.ts'
import { useTalk } from './use-talk.ts'

const Rating = later(() => import('../rating/Rating.tsx').then(it => it.Rating))

/** Says that it is over, asks how it was, and offers to begin again. */
export function Ended({ conversation }: { conversation: VisitorConversation }) {
  const { chat } = useTalk()
  const answered = chat.store.state.messages[conversation.id]?.some(message => message.senderType === 'agent')
  return (
    <>
      {answered && <Rating conversation={conversation} />}
      <div class="ended">
        <span role="status">
          <b>{words.endedTitle}</b>
          <small>{words.endedHint}</small>
        </span>
        <button
          type="button"
          class="btn line"
          onClick={() => void chat.act().then(() => chat.show({ name: 'home' }))}
        >
          {words.startNew}
        </button>
      </div>
    </>
  )
}
