import { CircleUserRound, Search } from 'lucide-preact'
import { Link } from 'wouter-preact'
import { me, world } from '../live/world.ts'
import { Icon } from '../look/Icon.tsx'
import { Badge } from './Badge.tsx'
import { searching } from './commands.ts'
import { sumCounts } from './counts.ts'
import type { Place } from './place.ts'
import { run } from './use-keys.ts'
import { VIEW_WORDS } from './views.ts'

/** Five tabs at the thumb. */
export function TabBar({ place }: { place: Place }) {
  const counts = sumCounts(world.value.counts, me.value?.id ?? '')
  const kind = place.kind === 'inbox' ? place.view.kind : null
  return (
    <nav class="tabbar" aria-label="Inbox">
      {VIEW_WORDS.slice(0, 3).map(view => (
        <Link
          key={view.kind}
          href={`/${view.kind}`}
          aria-current={kind === view.kind && searching.value === null ? 'page' : undefined}
          onClick={() => (searching.value = null)}
        >
          <Icon of={view.icon} size={20} />
          {view.kind === 'all' ? 'All' : view.name}
          {view.kind === 'queue' && <Badge of={counts.queue} words="waiting" />}
          {view.kind === 'mine' && <Badge of={counts.unread} words="unread" />}
        </Link>
      ))}
      <button type="button" class={searching.value === null ? '' : 'on'} onClick={() => run('search')}>
        <Icon of={Search} size={20} />
        Search
      </button>
      <Link href="/settings" aria-current={place.kind === 'settings' ? 'page' : undefined}>
        <Icon of={CircleUserRound} size={20} />
        Me
      </Link>
    </nav>
  )
}
