import type { Conversation } from '@halloo/protocol'
import { CircleDashed, UserRoundPlus } from 'lucide-preact'
import { presenceOf } from '../live/presence.ts'
import { me, world } from '../live/world.ts'
import { Avatar } from '../look/Avatar.tsx'
import { Icon } from '../look/Icon.tsx'
import { Menu, type MenuSection } from '../look/Menu.tsx'
import { activeChatsOf } from '../members/roles.ts'
import { openMenu } from '../shell/commands.ts'
import { assignConversation } from './actions.ts'

/** To whom a conversation is given. */
export function AssignMenu({ conversation }: { conversation: Conversation }) {
  return (
    <Menu
      label="Assign"
      title="Assign"
      class="icon"
      open={openMenu.value === 'assign'}
      onOpen={open => (openMenu.value = open ? 'assign' : null)}
      sections={assignSections(conversation)}
    >
      <Icon of={UserRoundPlus} />
    </Menu>
  )
}

const RANK = { on: 0, away: 1, off: 2 } as const

/** Oneself first, then who is here and has room. */
export function assignSections(conversation: Conversation): MenuSection[] {
  const own = me.value?.id
  const team = Object.values(world.value.members)
    .filter(member => member.leftAt === null && member.status === 'active')
    .sort(
      (a, b) =>
        Number(b.id === own) - Number(a.id === own) ||
        RANK[presenceOf(a.id)] - RANK[presenceOf(b.id)] ||
        a.name.localeCompare(b.name),
    )
  return [
    {
      heading: 'Assign to',
      items: team.map(member => ({
        label: member.id === own ? `${member.name} (you)` : member.name,
        face: (
          <Avatar
            id={member.id}
            name={member.name}
            image={member.avatarUrl}
            member
            size={24}
            presence={presenceOf(member.id)}
          />
        ),
        detail: `${activeChatsOf(member.id)} of ${member.chatMaxConcurrentChats}`,
        checked: member.id === conversation.assignedAgentId,
        onSelect: () => void assignConversation(conversation, member.id),
      })),
    },
    {
      items: [
        {
          label: 'Back to the queue',
          icon: CircleDashed,
          disabled: conversation.assignedAgentId === null,
          onSelect: () => void assignConversation(conversation, null),
        },
      ],
    },
  ]
}
