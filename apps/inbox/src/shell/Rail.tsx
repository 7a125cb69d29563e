import { Building2, Search, Settings2 } from 'lucide-preact'
import { useState } from 'preact/hooks'
import { Link, useLocation } from 'wouter-preact'
import { me, world } from '../live/world.ts'
import { Icon } from '../look/Icon.tsx'
import { Mark } from '../look/Mark.tsx'
import { Menu } from '../look/Menu.tsx'
import { Badge } from './Badge.tsx'
import { overlay } from './commands.ts'
import { sumCounts } from './counts.ts'
import { ProfileMenu } from './ProfileMenu.tsx'
import { type Place, pathOf } from './place.ts'
import { VIEW_WORDS } from './views.ts'

/** The navigation without words, for tablets; every icon carries its name as a label. */
export function Rail({ place }: { place: Place }) {
  const counts = sumCounts(world.value.counts, me.value?.id ?? '')
  const kind = place.kind === 'inbox' ? place.view.kind : null
  return (
    <nav class="rail" aria-label="Inbox">
      <Mark size={28} />
      <button
        type="button"
        class="stop"
        aria-label="Search or jump to"
        onClick={() => (overlay.value = 'palette')}
      >
        <Icon of={Search} size={20} />
      </button>
      {VIEW_WORDS.map(view => (
        <Link
          key={view.kind}
          class="stop"
          href={pathOf(view)}
          title={view.name}
          aria-current={kind === view.kind ? 'page' : undefined}
        >
          <Icon of={view.icon} size={20} />
          <span class="hide">{view.name}</span>
          {view.kind === 'queue' && <Badge of={counts.queue} words="waiting" />}
          {view.kind === 'mine' && <Badge of={counts.unread} words="unread" />}
        </Link>
      ))}
      <DepartmentMenu here={kind === 'department'} />
      <Link
        class="stop last"
        href="/settings/account"
        title="Settings"
        aria-current={place.kind === 'settings' ? 'page' : undefined}
      >
        <Icon of={Settings2} size={20} />
        <span class="hide">Settings</span>
      </Link>
      <ProfileMenu />
    </nav>
  )
}

function DepartmentMenu({ here }: { here: boolean }) {
  const [open, setOpen] = useState(false)
  const [, navigate] = useLocation()
  const departments = Object.values(world.value.departments).sort((a, b) => a.name.localeCompare(b.name))
  if (!departments.length) return null
  return (
    <Menu
      label="Departments"
      title="Departments"
      class={`stop ${here ? 'on' : ''}`}
      open={open}
      onOpen={setOpen}
      sections={[
        {
          heading: 'Departments',
          items: departments.map(({ id, name }) => ({
            label: name,
            onSelect: () => navigate(pathOf({ kind: 'department', id })),
          })),
        },
      ]}
    >
      <Icon of={Building2} size={20} />
    </Menu>
  )
}
