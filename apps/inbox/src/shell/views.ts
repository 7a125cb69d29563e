import { Archive, Inbox, type LucideIcon, Megaphone, MessagesSquare } from 'lucide-preact'
import type { VIEWS } from './place.ts'

interface ViewWords {
  kind: (typeof VIEWS)[number]
  name: string
  icon: LucideIcon
  keys: string
}

export const VIEW_WORDS: readonly ViewWords[] = [
  { kind: 'queue', name: 'Queue', icon: Megaphone, keys: 'g q' },
  { kind: 'mine', name: 'Mine', icon: Inbox, keys: 'g m' },
  { kind: 'all', name: 'All active', icon: MessagesSquare, keys: 'g a' },
  { kind: 'ended', name: 'Ended', icon: Archive, keys: 'g e' },
]
