import { CircleAlert, Clock } from 'lucide-preact'
import { me } from '../live/world.ts'
import { Avatar } from '../look/Avatar.tsx'
import { Icon } from '../look/Icon.tsx'
import { Bubble } from './Bubble.tsx'
import { discardUnsent, tryAgain, type Unsent } from './outbox.ts'

/** Own words on their way, or held up; each says which. */
export function UnsentGroup({ messages }: { messages: readonly Unsent[] }) {
  const own = me.value
  const faulty = messages.filter(message => message.state === 'failed')
  const last = messages.at(-1)
  return (
    <div class="msg us">
      <span class="face">
        {own && <Avatar id={own.id} name={own.name} image={own.avatarUrl} member size={28} />}
      </span>
      <div class="col">
        {messages.map(message => (
          <Bubble key={message.id} content={message.content} attachments={message.attachments} waiting />
        ))}
      </div>
      <div class="after">
        {faulty.map(message => (
          <span key={message.id} class="state failed" role="alert">
            <Icon of={CircleAlert} size={14} />
            Not sent. {message.reason}
            <button type="button" class="link" onClick={() => tryAgain(message)}>
              Try again
            </button>
            <button type="button" class="link" onClick={() => discardUnsent(message.id)}>
              Discard
            </button>
          </span>
        ))}
        {faulty.length === 0 && last && (
          <span class="state">
            <Icon of={Clock} size={14} />
            {last.state === 'kept' ? 'Kept, no network' : 'Sending'}
          </span>
        )}
      </div>
    </div>
  )
}
