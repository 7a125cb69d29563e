import type { Message } from '@halloo/protocol'
import { Trash2 } from 'lucide-preact'
import { Icon } from '../look/Icon.tsx'
import { editing } from './actions.ts'
import { Bubble } from './Bubble.tsx'
import { EditMessage } from './EditMessage.tsx'
import { MessageMenu } from './MessageMenu.tsx'

/** One message as it is now: said, being changed, or taken back. */
export function MessageView({ message }: { message: Message }) {
  if (message.deletedAt)
    return (
      <div class="said">
        <div class="bub gone" id={message.id}>
          <Icon of={Trash2} size={14} />
          Message deleted
        </div>
      </div>
    )
  if (editing.value === message.id) return <EditMessage message={message} />
  return (
    <div class="said">
      <Bubble
        id={message.id}
        content={message.content}
        attachments={message.attachments}
        edited={message.editedAt}
      />
      {message.quickReplies.length > 0 && (
        <ul class="offers" aria-label="Answers offered">
          {message.quickReplies.map(reply => (
            <li key={reply} class="cut" title={reply} dir="auto">
              {reply}
            </li>
          ))}
        </ul>
      )}
      <MessageMenu message={message} />
    </div>
  )
}
