import { ListFilter, Search, X } from 'lucide-preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { me, world } from '../live/world.ts'
import { IconButton } from '../look/Button.tsx'
import { Icon } from '../look/Icon.tsx'
import { Menu } from '../look/Menu.tsx'
import { searching } from '../shell/commands.ts'
import { sumCounts } from '../shell/counts.ts'
import type { View } from '../shell/place.ts'
import { filter } from './filter.ts'

/** The view's name, or the search in its place. */
export function ListHeader({ view, title }: { view: View; title: string }) {
  if (searching.value !== null) return <SearchBar />
  return (
    <header class="bar">
      <h1 class="cut" title={title}>
        {title}
      </h1>
      <span class="count">{countOf(view)}</span>
      <IconButton label="Search" icon={Search} onClick={() => (searching.value = '')} />
      {view.kind !== 'queue' && <FilterMenu />}
    </header>
  )
}

function countOf(view: View) {
  const counts = sumCounts(world.value.counts, me.value?.id ?? '')
  if (view.kind === 'ended') return ''
  return view.kind === 'department' ? counts.department(view.id) : counts[view.kind]
}

function SearchBar() {
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => input.current?.focus(), [])
  return (
    <header class="bar">
      <label class="input searchbox">
        <Icon of={Search} />
        <span class="hide">Search conversations</span>
        <input
          ref={input}
          id="search"
          value={searching.value ?? ''}
          placeholder="Search conversations"
          autocomplete="off"
          onInput={event => (searching.value = event.currentTarget.value)}
        />
      </label>
      <IconButton label="Close search" icon={X} onClick={() => (searching.value = null)} />
    </header>
  )
}

function FilterMenu() {
  const [open, setOpen] = useState(false)
  const { order, unreadOnly, urgentFirst } = filter.value
  const set = (change: Partial<typeof filter.value>) => (filter.value = { ...filter.value, ...change })
  return (
    <Menu
      label="Filter and order"
      title="Filter and order"
      class={`icon ${unreadOnly || urgentFirst || order === 'oldest' ? 'on' : ''}`}
      open={open}
      onOpen={setOpen}
      sections={[
        {
          heading: 'Show',
          items: [
            { label: 'Everything', checked: !unreadOnly, onSelect: () => set({ unreadOnly: false }) },
            { label: 'Unread only', checked: unreadOnly, onSelect: () => set({ unreadOnly: true }) },
          ],
        },
        {
          heading: 'Order',
          items: [
            { label: 'Newest first', checked: order === 'newest', onSelect: () => set({ order: 'newest' }) },
            { label: 'Oldest first', checked: order === 'oldest', onSelect: () => set({ order: 'oldest' }) },
            {
              label: 'Urgent before all',
              checked: urgentFirst,
              onSelect: () => set({ urgentFirst: !urgentFirst }),
            },
          ],
        },
      ]}
    >
      <Icon of={ListFilter} />
    </Menu>
  )
}
