import type { Conversation } from '@halloo/protocol'

/**
 * How many of the visitor's messages a member has not read.
 * @example unreadOf(conversation, me.id) // 2
 */
export function unreadOf(conversation: Conversation, memberId: string): number {
  const own = conversation.participants.find(participant => participant.id === memberId)
  return Math.max(0, conversation.totals.visitor - (own?.readTotal ?? 0))
}
