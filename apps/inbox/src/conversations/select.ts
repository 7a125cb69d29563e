import { unreadOf } from '@halloo/client'
import type { Conversation } from '@halloo/protocol'
import type { View } from '../shell/place.ts'

const ENDED: readonly Conversation['status'][] = ['resolved', 'unresolved', 'closed']

export const hasEnded = (conversation: Conversation) => ENDED.includes(conversation.status)
export const isQueued = (conversation: Conversation) =>
  conversation.assignedAgentId === null && !hasEnded(conversation)

export interface Filter {
  order: 'newest' | 'oldest'
  unreadOnly: boolean
  urgentFirst: boolean
}

/** The conversations of a view in their order, from everything that is known. */
export function selectView(
  all: readonly Conversation[],
  view: View,
  memberId: string,
  filter: Filter,
): Conversation[] {
  const chosen = all.filter(
    conversation =>
      belongs(conversation, view, memberId) && !(filter.unreadOnly && unreadOf(conversation, memberId) === 0),
  )
  return chosen.sort(orderOf(view, filter))
}

export function belongs(conversation: Conversation, view: View, memberId: string) {
  switch (view.kind) {
    case 'queue':
      return isQueued(conversation)
    case 'mine':
      return conversation.assignedAgentId === memberId && !hasEnded(conversation)
    case 'all':
      return !hasEnded(conversation)
    case 'ended':
      return hasEnded(conversation)
    case 'department':
      return conversation.departmentId === view.id && !hasEnded(conversation)
  }
}

/** In the queue who has waited longest comes first; elsewhere what moved last, unless turned round. */
export function orderOf(view: View, filter: Filter) {
  const rank = { urgent: 0, high: 1, normal: 2, low: 3 } as const
  const moment = view.kind === 'queue' ? waitingFrom : lastMoved
  const sign = view.kind === 'queue' || filter.order === 'oldest' ? 1 : -1
  return (a: Conversation, b: Conversation) =>
    (filter.urgentFirst ? rank[a.priority] - rank[b.priority] : 0) ||
    sign * moment(a).localeCompare(moment(b)) ||
    a.number - b.number
}

export const waitingFrom = (conversation: Conversation) =>
  conversation.queuedAt ?? conversation.waitingSince ?? conversation.createdAt
const lastMoved = (conversation: Conversation) =>
  conversation.lastMessage?.createdAt ?? conversation.createdAt
