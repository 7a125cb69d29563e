import { tables } from '@halloo/db'
import { and, eq, isNull } from 'drizzle-orm'
import type { TenantActor } from '../../auth/actor.ts'
import type { Context } from '../../door/context.ts'
import { changeConversation } from './change.ts'

const { conversations } = tables

/** Takes every conversation out of a department that is about to be deleted. */
export async function releaseDepartment(ctx: Context<TenantActor>, departmentId: string) {
  const rows = await ctx.tx
    .select()
    .from(conversations)
    .where(eq(conversations.departmentId, departmentId))
    .orderBy(conversations.id)
    .for('no key update')
  for (const row of rows)
    await changeConversation(ctx, row, { event: 'conversation.updated', set: { departmentId: null } })
}

/** Puts what a leaving or inactive member had under way back into the queue. */
export async function releaseMember(ctx: Context<TenantActor>, memberId: string) {
  const rows = await ctx.tx
    .select()
    .from(conversations)
    .where(and(eq(conversations.assignedAgentId, memberId), isNull(conversations.closedAt)))
    .orderBy(conversations.id)
    .for('no key update')
  for (const row of rows)
    await changeConversation(ctx, row, {
      event: 'conversation.queued',
      set: { assignedAgentId: null, queuedAt: ctx.now(), assigneeReadTotal: 0 },
      assignment: { agentId: null, reason: 'removed' },
    })
}
