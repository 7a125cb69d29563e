import type { Conversation } from '@halloo/protocol'
import {
  ArrowRightLeft,
  Building2,
  ChevronUp,
  CircleStop,
  Ellipsis,
  Link2,
  PanelRight,
  SquareCheck,
  Undo2,
  UserRoundPlus,
} from 'lucide-preact'
import { lazy, Suspense } from 'preact/compat'
import { useState } from 'preact/hooks'
import { world } from '../live/world.ts'
import { Icon } from '../look/Icon.tsx'
import { Menu, type MenuSection } from '../look/Menu.tsx'
import { toast } from '../look/Toast.tsx'
import { openMenu, toggleMark } from '../shell/commands.ts'
import { layout, toggleDetails } from '../shell/layout.ts'
import { pathOf } from '../shell/place.ts'
import { assignSections } from './AssignMenu.tsx'
import { closeConversation, reopenConversation, setPriority } from './actions.ts'
import { PRIORITY } from './Status.tsx'
import { hasEnded } from './select.ts'

const TransferDialog = lazy(() => import('./TransferDialog.tsx'))
const PRIORITIES = ['urgent', 'high', 'normal', 'low'] as const

/** Everything else; departments and priorities unfold in its place. */
export function MoreMenu({ conversation }: { conversation: Conversation }) {
  const [departmentId, setDepartmentId] = useState<string | null>(null)
  const shown = openMenu.value
  const open = shown !== null && (shown !== 'assign' || layout.value === 'phone')
  const sections =
    shown === 'transfer'
      ? [departments(conversation, setDepartmentId)]
      : shown === 'priority'
        ? [priorities(conversation)]
        : shown === 'assign'
          ? assignSections(conversation)
          : everything(conversation)
  return (
    <>
      <Menu
        label="More"
        title="More"
        class="icon"
        open={open}
        onOpen={wanted => (openMenu.value = wanted ? 'more' : null)}
        sections={sections}
      >
        <Icon of={Ellipsis} size={layout.value === 'phone' ? 20 : 16} />
      </Menu>
      {departmentId && (
        <Suspense fallback={null}>
          <TransferDialog
            conversation={conversation}
            departmentId={departmentId}
            onClose={() => setDepartmentId(null)}
          />
        </Suspense>
      )}
    </>
  )
}

/** The next menu opens once this one has given its focus back. */
const unfold = (menu: 'assign' | 'transfer' | 'priority') => () => {
  setTimeout(() => {
    openMenu.value = menu
  }, 50)
}

function everything(conversation: Conversation): MenuSection[] {
  const address = location.origin + pathOf({ kind: 'all' }, conversation.id)
  return [
    {
      items: [
        { label: 'Assign to …', icon: UserRoundPlus, keys: 'i', onSelect: unfold('assign') },
        { label: 'Hand to a department …', icon: ArrowRightLeft, keys: 't', onSelect: unfold('transfer') },
        { label: 'Priority …', icon: ChevronUp, keys: 'p', onSelect: unfold('priority') },
      ],
    },
    {
      items: [
        { label: 'Details', icon: PanelRight, keys: ']', onSelect: toggleDetails },
        { label: 'Mark', icon: SquareCheck, keys: 'x', onSelect: () => toggleMark(conversation.id) },
        {
          label: 'Copy link',
          icon: Link2,
          onSelect: () => void navigator.clipboard.writeText(address).then(() => toast('Link copied')),
        },
      ],
    },
    {
      items: hasEnded(conversation)
        ? [{ label: 'Reopen', icon: Undo2, onSelect: () => void reopenConversation(conversation) }]
        : [{ label: 'Close', icon: CircleStop, onSelect: () => void closeConversation(conversation) }],
    },
  ]
}

const departments = (conversation: Conversation, choose: (id: string) => void): MenuSection => ({
  heading: 'Hand to',
  items: Object.values(world.value.departments)
    .filter(department => department.active)
    .sort((a, b) => a.name.localeCompare(b.name))
    .map(department => ({
      label: department.name,
      icon: Building2,
      disabled: department.id === conversation.departmentId && conversation.assignedAgentId === null,
      onSelect: () => choose(department.id),
    })),
})

const priorities = (conversation: Conversation): MenuSection => ({
  heading: 'Priority',
  items: PRIORITIES.map(priority => ({
    label: PRIORITY[priority][1],
    icon: PRIORITY[priority][0],
    checked: conversation.priority === priority,
    onSelect: () => void setPriority(conversation, priority),
  })),
})
