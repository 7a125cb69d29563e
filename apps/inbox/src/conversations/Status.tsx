import type { Conversation } from '@halloo/protocol'
import {
  ChevronDown,
  ChevronsUp,
  ChevronUp,
  CircleAlert,
  CircleCheck,
  CircleDashed,
  CircleDot,
  CirclePause,
  CircleSlash,
  CircleStop,
  Equal,
  type LucideIcon,
} from 'lucide-preact'
import { Icon } from '../look/Icon.tsx'
import { isQueued } from './select.ts'

const STATUS: Record<Conversation['status'], [kind: string, LucideIcon, words: string]> = {
  open: ['open', CircleDot, 'Open'],
  waiting_for_agent: ['ours', CircleAlert, 'Waiting for us'],
  waiting_for_user: ['theirs', CirclePause, 'Waiting for contact'],
  resolved: ['resolved', CircleCheck, 'Resolved'],
  unresolved: ['', CircleSlash, 'Unresolved'],
  closed: ['', CircleStop, 'Closed'],
}

/** Shape and word; queued is what nobody has taken. */
export function Status({ of }: { of: Conversation }) {
  const [kind, icon, words] = isQueued(of) ? (['queued', CircleDashed, 'Queued'] as const) : STATUS[of.status]
  return (
    <span class={`status ${kind}`} title={words}>
      <Icon of={icon} size={14} />
      {words}
    </span>
  )
}

export const PRIORITY = {
  urgent: [ChevronsUp, 'Urgent'],
  high: [ChevronUp, 'High'],
  normal: [Equal, 'Normal'],
  low: [ChevronDown, 'Low'],
} as const

export function Priority({ of }: { of: Conversation['priority'] }) {
  const [icon, words] = PRIORITY[of]
  return (
    <span class={`prio ${of}`} title={words}>
      <Icon of={icon} size={14} />
      {words}
    </span>
  )
}
