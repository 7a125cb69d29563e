import { plainWords, unreadOf } from '@halloo/client'
import type { Conversation } from '@halloo/protocol'
import { CircleAlert, PencilLine } from 'lucide-preact'
import { Link } from 'wouter-preact'
import { minute } from '../live/now.ts'
import { typistsOf, viewersOf } from '../live/presence.ts'
import { me, world } from '../live/world.ts'
import { Avatar } from '../look/Avatar.tsx'
import { Icon } from '../look/Icon.tsx'
import { shortMoment } from '../look/time.ts'
import { draftOf, unsentOf } from '../messages/outbox.ts'
import { Badge } from '../shell/Badge.tsx'
import { marked } from '../shell/commands.ts'
import { pathOf, type View } from '../shell/place.ts'
import { contactName } from './names.ts'
import { Rating } from './Rating.tsx'
import { Priority, Status } from './Status.tsx'

/** One conversation in the list: who and when, what was said last, how it stands. */
export function ConversationRow({ conversation, view, selected }: RowProps) {
  const own = me.value?.id ?? ''
  const unread = unreadOf(conversation, own)
  const { id, chatUser, channel, lastMessage } = conversation
  const name = contactName(chatUser)
  const kind = `${selected ? 'on' : ''} ${unread ? 'unread' : ''} ${marked.value.has(id) ? 'marked' : ''}`
  return (
    <li class={`conv ${kind}`}>
      <Link href={pathOf(view, id)} data-row={id} aria-current={selected ? 'true' : undefined}>
        <Avatar
          id={chatUser.id}
          name={chatUser.name}
          image={chatUser.avatarUrl}
          size={36}
          channel={channel}
        />
        <span class="l1">
          <span class="name cut" title={name}>
            {name}
          </span>
          <time dateTime={lastMessage?.createdAt}>
            {shortMoment(lastMessage?.createdAt ?? conversation.createdAt, minute.value)}
          </time>
        </span>
        <span class="l2">
          <Preview conversation={conversation} />
          <Badge of={unread} words="unread" />
        </span>
        <span class="l3">
          <Status of={conversation} />
          {conversation.priority !== 'normal' && <Priority of={conversation.priority} />}
          {conversation.rating && <Rating of={conversation.rating} />}
          {conversation.subject && (
            <span class="about">
              <span class="chip" title={conversation.subject}>
                <span class="cut">{conversation.subject}</span>
              </span>
            </span>
          )}
          <Colleague conversation={conversation} />
        </span>
      </Link>
    </li>
  )
}

/** Who else looks at it now, with a ring, or who has it. */
function Colleague({ conversation }: { conversation: Conversation }) {
  const own = me.value?.id
  const watching = viewersOf(conversation.id).find(memberId => memberId !== own)
  const id = watching ?? conversation.assignedAgentId
  const member = id && id !== own ? world.value.members[id] : undefined
  if (!member) return null
  const words = watching ? `${member.name} is looking at this` : `With ${member.name}`
  return (
    <span class="who" title={words}>
      <Avatar
        id={member.id}
        name={member.name}
        image={member.avatarUrl}
        member
        size={20}
        sees={watching !== undefined}
      />
      <span class="hide">, {words}</span>
    </span>
  )
}

/** Typing, what failed, a draft, or the last words: whichever matters most. */
function Preview({ conversation }: { conversation: Conversation }) {
  const { id, lastMessage } = conversation
  if (unsentOf(id).some(unsent => unsent.state === 'failed'))
    return (
      <span class="say cut failed">
        <Icon of={CircleAlert} size={14} />
        Not sent. Try again
      </span>
    )
  if (typistsOf(id).some(typist => typist.kind === 'visitor'))
    return (
      <span class="say cut typing">
        <span class="dots" aria-hidden="true">
          <i />
          <i />
          <i />
        </span>
        is typing
      </span>
    )
  const draft = draftOf(id)
  if (draft)
    return (
      <span class="say cut">
        <Icon of={PencilLine} size={14} />
        Draft: {draft.content || draft.files[0]?.name}
      </span>
    )
  return <span class="say cut">{lastMessage && `${speakerOf(lastMessage)}${wordsOf(lastMessage)}`}</span>
}

const KINDS: Record<string, string> = { image: 'Photo', file: 'File', audio: 'Voice message', video: 'Video' }

type LastMessage = NonNullable<Conversation['lastMessage']>

const wordsOf = ({ isDeleted, preview, type }: LastMessage) =>
  isDeleted ? 'Message deleted' : plainWords(preview) || KINDS[type] || ''

function speakerOf(last: LastMessage) {
  if (last.senderType !== 'agent') return ''
  if (last.senderId === me.value?.id) return 'You: '
  const name = last.senderId ? world.value.members[last.senderId]?.name.split(' ')[0] : undefined
  return name ? `${name}: ` : ''
}

interface RowProps {
  conversation: Conversation
  view: View
  selected: boolean
}
