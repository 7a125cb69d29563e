import type { Unsent } from '@halloo/client'
import { CircleAlert, Clock } from 'lucide-preact'
import { me } from '../live/world.ts'
import { Avatar } from '../look/Avatar.tsx'
import { Icon } from '../look/Icon.tsx'
import { Bubble } from './Bubble.tsx'
import { type Beside, discardUnsent, tryAgain } from './outbox.ts'

/** Own words on their way, or held up; each says which. */
export function UnsentGroup({ messages }: { messages: readonly Unsent<Beside>[] }) {
  const own = me.value
  const faulty = messages.filter(message => message.state === 'failed')
  const last = messages.findLast(message => message.state !== 'failed')
  return (
    <div class="msg us">
      <span class="face">
        {own && <Avatar id={own.id} name={own.name} image={own.avatarUrl} member size={28} />}
      </span>
      <div class="col">
        {messages.map(({ id, content, files }) => (
          <Bubble
            key={id}
            content={content}
            attachments={files.flatMap(file => file.attachment ?? [])}
            rising={files.filter(file => !file.attachment)}
            waiting
          />
        ))}
      </div>
      <div class="after">
        {faulty.map(message => (
          <Failed key={message.id} message={message} />
        ))}
        {last && (
          <span class="state">
            <Icon of={Clock} size={14} />
            {last.state === 'queued' ? 'Waiting for the network' : 'Sending'}
          </span>
        )}
      </div>
    </div>
  )
}

function Failed({ message: { id, fault } }: { message: Unsent<Beside> }) {
  const overtaken = fault?.code === 'stale_view'
  return (
    <span class="state failed" role={overtaken ? undefined : 'alert'}>
      <Icon of={CircleAlert} size={14} />
      {overtaken ? 'Held back: a colleague was faster.' : `Not sent. ${fault?.text ?? ''}`}
      {!overtaken && (
        <button type="button" class="link" onClick={() => tryAgain(id)}>
          Try again
        </button>
      )}
      <button type="button" class="link" onClick={() => discardUnsent(id)}>
        Discard
      </button>
    </span>
  )
}
