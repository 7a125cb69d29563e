import type { Conversation, Message } from '@halloo/protocol'
import { Check, CheckCheck } from 'lucide-preact'
import { contactName, firstName, memberName } from '../conversations/names.ts'
import { me, world } from '../live/world.ts'
import { Avatar } from '../look/Avatar.tsx'
import { Icon } from '../look/Icon.tsx'
import { clock, wholeMoment } from '../look/time.ts'
import { MessageView } from './MessageView.tsx'
import type { Line } from './timeline.ts'

/** What one person said in a row; their face at the foot, the time once. */
export function MessageGroup({ line, conversation, lastOurs }: GroupProps) {
  const last = line.messages.at(-1)
  if (!last) return null
  const speaker = line.ours ? agentOf(last) : contactOf(conversation)
  return (
    <div class={`msg ${line.ours ? 'us' : ''}`}>
      <span class="face">
        <Avatar {...speaker} size={28} member={line.ours} title={speaker.name ?? undefined} />
      </span>
      <div class="col">
        <span class="hide">{line.ours ? speaker.name : contactName(conversation.chatUser)}:</span>
        {line.messages.map(message => (
          <MessageView key={message.id} message={message} />
        ))}
      </div>
      <div class="after">
        <span>
          {line.ours && `${last.senderId === me.value?.id ? 'You' : firstName(speaker.name ?? '')} · `}
          <time dateTime={last.createdAt} title={wholeMoment(last.createdAt)}>
            {clock(last.createdAt)}
          </time>
        </span>
        {last.id === lastOurs && <State of={last} conversation={conversation} />}
      </div>
    </div>
  )
}

const agentOf = (message: Message) => ({
  id: message.senderId ?? 'bot',
  name: message.senderId ? memberName(message.senderId) : 'Halloo',
  image: message.senderId ? world.value.members[message.senderId]?.avatarUrl : undefined,
})

const contactOf = ({ chatUser }: Conversation) => ({
  id: chatUser.id,
  name: chatUser.name,
  image: chatUser.avatarUrl,
})

function State({ of, conversation }: { of: Message; conversation: Conversation }) {
  const read = conversation.participants.some(one => one.kind === 'chat_user' && one.lastReadSeq >= of.seq)
  return (
    <span class={read ? 'state read' : 'state'}>
      · <Icon of={read ? CheckCheck : Check} size={14} />
      {read ? 'Read' : 'Sent'}
    </span>
  )
}

interface GroupProps {
  line: Extract<Line, { kind: 'group' }>
  conversation: Conversation
  lastOurs: string | undefined
}
