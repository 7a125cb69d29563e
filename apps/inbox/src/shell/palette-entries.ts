import {
  AlarmClock,
  ArrowRightLeft,
  Building2,
  CircleCheck,
  CircleStop,
  Keyboard,
  type LucideIcon,
  PanelRight,
  Settings2,
  Undo2,
  UserRound,
  UserRoundPlus,
} from 'lucide-preact'
import { closeConversation, reopenConversation } from '../conversations/actions.ts'
import { hasEnded, isQueued } from '../conversations/select.ts'
import { conversations, world } from '../live/world.ts'
import { SETTINGS_GROUPS } from '../settings/pages.ts'
import { go, inConversation } from './here.ts'
import { pathOf } from './place.ts'
import { run } from './use-keys.ts'
import { VIEW_WORDS } from './views.ts'

export interface PaletteEntry {
  group: string
  label: string
  detail?: string | undefined
  icon: LucideIcon
  keys?: string
  act: () => void
}

/** Everything that can be done or gone to from here, the nearest first. */
export const paletteEntries = (): PaletteEntry[] => [...aboutConversation(), ...places(), ...people()]

function aboutConversation(): PaletteEntry[] {
  const id = inConversation()
  const conversation = id ? conversations.value[id] : undefined
  if (!conversation) return []
  const group = 'This conversation'
  const entries: PaletteEntry[] = [
    { group, label: 'Assign to …', icon: UserRoundPlus, keys: 'i', act: () => run('assign') },
    { group, label: 'Hand to a department …', icon: ArrowRightLeft, keys: 't', act: () => run('transfer') },
    { group, label: 'Priority …', icon: AlarmClock, keys: 'p', act: () => run('priority') },
    { group, label: 'Show or hide details', icon: PanelRight, keys: ']', act: () => run('details') },
  ]
  if (isQueued(conversation))
    entries.unshift({ group, label: 'Accept', icon: CircleCheck, keys: 'a', act: () => run('accept') })
  if (hasEnded(conversation))
    entries.unshift({ group, label: 'Reopen', icon: Undo2, act: () => void reopenConversation(conversation) })
  else
    entries.unshift(
      { group, label: 'Resolve', icon: CircleCheck, keys: 'e', act: () => run('resolve') },
      { group, label: 'Close', icon: CircleStop, act: () => void closeConversation(conversation) },
    )
  return entries
}

function places(): PaletteEntry[] {
  const group = 'Go to'
  return [
    ...VIEW_WORDS.map(view => ({
      group,
      label: view.name,
      icon: view.icon,
      keys: view.keys,
      act: () => go(`/${view.kind}`),
    })),
    ...Object.values(world.value.departments).map(({ id, name }) => ({
      group,
      label: name,
      detail: 'Department',
      icon: Building2,
      act: () => go(pathOf({ kind: 'department', id })),
    })),
    ...SETTINGS_GROUPS.flatMap(settings => settings.pages).map(entry => ({
      group,
      label: entry.name,
      detail: 'Settings',
      icon: entry.icon ?? Settings2,
      act: () => go(`/settings/${entry.page}`),
    })),
    { group, label: 'All keys', icon: Keyboard, keys: '?', act: () => run('help') },
  ]
}

const people = (): PaletteEntry[] =>
  Object.values(conversations.value).map(conversation => ({
    group: 'Conversations',
    label: conversation.chatUser.name ?? 'Visitor',
    detail: [conversation.subject, `#${conversation.number}`].filter(Boolean).join(' '),
    icon: UserRound,
    act: () => go(pathOf({ kind: hasEnded(conversation) ? 'ended' : 'all' }, conversation.id)),
  }))

/** Entries whose words begin like what was typed; conversations only once something was. */
export function matching(entries: readonly PaletteEntry[], typed: string): PaletteEntry[] {
  const wanted = plain(typed).split(/\s+/).filter(Boolean)
  return entries
    .filter(entry => {
      if (!wanted.length) return entry.group !== 'Conversations'
      const words = plain(`${entry.label} ${entry.detail ?? ''}`).split(/\s+/)
      return wanted.every(part => words.some(word => word.startsWith(part)))
    })
    .slice(0, 30)
}

const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
