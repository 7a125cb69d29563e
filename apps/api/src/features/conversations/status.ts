import { tables } from '@halloo/db'
import type { Conversation } from '@halloo/protocol'
import { and, eq, isNull } from 'drizzle-orm'
import type { Context } from '../../door/context.ts'
import { Refusal } from '../../refusal.ts'
import { readTotalOf } from './assign.ts'
import { type Change, changeConversation } from './change.ts'
import { type ConversationRow, lockConversation } from './lock.ts'
import { type FullConversation, readConversation } from './read.ts'

const { memberProfiles } = tables
type Status = Conversation['status']
export type Ending = Extract<Status, 'resolved' | 'unresolved' | 'closed'>

export const isEnding = (status: Status): status is Ending =>
  status === 'resolved' || status === 'unresolved' || status === 'closed'

const SENTENCES: Record<Ending, string> = {
  resolved: 'The conversation was marked as resolved.',
  unresolved: 'The conversation was ended without a solution.',
  closed: 'The conversation was closed.',
}

/** Ends a conversation; ending it again the same way changes nothing. */
export async function endConversation(
  ctx: Context,
  id: string,
  status: Ending,
  more: Change['set'] = {},
): Promise<FullConversation> {
  const row = await lockConversation(ctx.tx, id)
  if (row.status === status) return readConversation(ctx.tx, id)
  return changeConversation(ctx, row, {
    event: status === 'closed' ? 'conversation.closed' : 'conversation.resolved',
    set: { ...more, status, closedAt: ctx.now(), queuedAt: null, waitingSince: null },
    endsAssignment: true,
    system: {
      kind: status === 'closed' ? 'closed' : 'resolved',
      content: SENTENCES[status],
      metadata: { status },
    },
  })
}

/** Opens an ended conversation again: with its agent if they are still there, else in the queue. */
export async function reopenConversation(
  ctx: Context,
  id: string,
  status: Status = 'open',
): Promise<FullConversation> {
  const row = await lockConversation(ctx.tx, id)
  if (row.closedAt === null) throw new Refusal('conflict', { detail: 'The conversation is open.' })
  const agentId = await stillThere(ctx, row)
  return changeConversation(ctx, row, {
    event: 'conversation.reopened',
    set: {
      status,
      closedAt: null,
      assignedAgentId: agentId,
      queuedAt: agentId ? null : ctx.now(),
      assigneeReadTotal: agentId ? await readTotalOf(ctx, id, agentId) : 0,
    },
    assignment: { agentId, reason: 'manual' },
    system: { kind: 'reopened', content: 'The conversation was opened again.' },
  })
}

async function stillThere(ctx: Context, row: ConversationRow) {
  if (row.assignedAgentId === null) return null
  const [member] = await ctx.tx
    .select({ id: memberProfiles.id })
    .from(memberProfiles)
    .where(
      and(
        eq(memberProfiles.id, row.assignedAgentId),
        isNull(memberProfiles.leftAt),
        eq(memberProfiles.status, 'active'),
      ),
    )
  return member?.id ?? null
}
