import { Building2, Search } from 'lucide-preact'
import { Link } from 'wouter-preact'
import { me, world } from '../live/world.ts'
import { Icon } from '../look/Icon.tsx'
import { Keys } from '../look/Keys.tsx'
import { TeamPresence } from '../members/TeamPresence.tsx'
import { Badge } from './Badge.tsx'
import { overlay } from './commands.ts'
import { sumCounts } from './counts.ts'
import { OrganizationMenu } from './OrganizationMenu.tsx'
import { Profile } from './Profile.tsx'
import { type Place, pathOf, sameView, type View } from './place.ts'
import { VIEW_WORDS } from './views.ts'

/** Views, departments, the team, and oneself. */
export function Navigation({ place }: { place: Extract<Place, { kind: 'inbox' }> }) {
  const departments = Object.values(world.value.departments).sort((a, b) => a.name.localeCompare(b.name))
  const counts = sumCounts(world.value.counts, me.value?.id ?? '')
  const at = (view: View) => (sameView(place.view, view) ? 'page' : undefined)
  return (
    <nav class="side" aria-label="Inbox">
      <OrganizationMenu />
      <Finder />
      <ul class="nav">
        {VIEW_WORDS.map(view => (
          <li key={view.kind}>
            <Link href={pathOf(view)} aria-current={at(view)}>
              <Icon of={view.icon} />
              <span class="cut">{view.name}</span>
              {view.kind === 'queue' && <Badge of={counts.queue} words="waiting" />}
              {view.kind === 'mine' &&
                (counts.unread ? (
                  <Badge of={counts.unread} words="unread" />
                ) : (
                  <span class="count">{counts.mine}</span>
                ))}
              {view.kind === 'all' && <span class="count">{counts.all}</span>}
            </Link>
          </li>
        ))}
      </ul>
      {departments.length > 0 && (
        <>
          <h2>Departments</h2>
          <ul class="nav">
            {departments.map(department => (
              <li key={department.id}>
                <Link
                  href={pathOf({ kind: 'department', id: department.id })}
                  aria-current={at({ kind: 'department', id: department.id })}
                  title={department.name}
                >
                  <Icon of={Building2} />
                  <span class="cut">{department.name}</span>
                  <span class="count">{counts.department(department.id)}</span>
                </Link>
              </li>
            ))}
          </ul>
        </>
      )}
      <TeamPresence />
      <Profile />
    </nav>
  )
}

export const Finder = () => (
  <button type="button" class="find" onClick={() => (overlay.value = 'palette')}>
    <Icon of={Search} />
    <span class="grow cut">Search or jump to</span>
    <Keys of="mod k" />
  </button>
)
