import type { Conversation } from '@halloo/protocol'
import { Building2, ChevronLeft, CircleCheck, PanelRight } from 'lucide-preact'
import { Link } from 'wouter-preact'
import { viewersOf } from '../live/presence.ts'
import { me, world } from '../live/world.ts'
import { Avatar } from '../look/Avatar.tsx'
import { Button, IconButton } from '../look/Button.tsx'
import { Icon } from '../look/Icon.tsx'
import { details, layout, toggleDetails } from '../shell/layout.ts'
import { pathOf, type View } from '../shell/place.ts'
import { AssignMenu } from './AssignMenu.tsx'
import { resolveConversation } from './actions.ts'
import { MoreMenu } from './MoreMenu.tsx'
import { contactName, memberName } from './names.ts'
import { Rating } from './Rating.tsx'
import { Priority, Status } from './Status.tsx'
import { hasEnded } from './select.ts'

/** What it is about, how it stands, who is here, and what can be done. */
export function TalkHeader({ conversation, view }: { conversation: Conversation; view: View }) {
  const phone = layout.value === 'phone'
  const name = contactName(conversation.chatUser)
  const title = phone ? name : (conversation.subject ?? name)
  const department = conversation.departmentId
    ? world.value.departments[conversation.departmentId]
    : undefined
  return (
    <header class="talkhead">
      {phone && (
        <Link class="icon" href={pathOf(view)} aria-label="Back">
          <Icon of={ChevronLeft} size={20} class="mirror" />
        </Link>
      )}
      <div class="grow">
        <div class="title">
          <h1 class="cut" title={title}>
            {title}
          </h1>
          <span class="meta num">#{conversation.number}</span>
        </div>
        <div class="under">
          <Status of={conversation} />
          {conversation.priority !== 'normal' && <Priority of={conversation.priority} />}
          {conversation.rating && <Rating of={conversation.rating} />}
          {department && !phone && (
            <span class="meta row cut">
              <Icon of={Building2} size={14} />
              <span class="cut">{department.name}</span>
            </span>
          )}
        </div>
      </div>
      {!phone && <Faces conversation={conversation} />}
      {!phone && <AssignMenu conversation={conversation} />}
      {!phone && details.value !== 'beside' && (
        <IconButton
          label="Details"
          icon={PanelRight}
          on={details.value === 'drawer'}
          aria-expanded={details.value === 'drawer'}
          onClick={toggleDetails}
        />
      )}
      <MoreMenu conversation={conversation} />
      {!hasEnded(conversation) &&
        (layout.value === 'panes' ? (
          <Button small icon={CircleCheck} keys="e" onClick={() => resolveConversation(conversation)}>
            Resolve
          </Button>
        ) : (
          <IconButton
            label="Resolve"
            icon={CircleCheck}
            size={20}
            onClick={() => resolveConversation(conversation)}
          />
        ))}
    </header>
  )
}

/** The assignee, and with a heather ring whoever else looks at this now. */
function Faces({ conversation }: { conversation: Conversation }) {
  const own = me.value?.id
  const looking = viewersOf(conversation.id).filter(id => id !== own)
  const assignee = conversation.assignedAgentId
  const all = [...new Set([...looking, ...(assignee ? [assignee] : [])])].slice(0, 4)
  return (
    <span class="stack">
      {all.map(id => {
        const sees = looking.includes(id)
        const words = sees
          ? `${memberName(id)} is looking at this`
          : `With ${id === own ? 'you' : memberName(id)}`
        return (
          <span key={id} title={words}>
            <Avatar
              id={id}
              name={memberName(id)}
              image={world.value.members[id]?.avatarUrl}
              member
              size={24}
              sees={sees}
            />
            <span class="hide">{words}</span>
          </span>
        )
      })}
    </span>
  )
}
