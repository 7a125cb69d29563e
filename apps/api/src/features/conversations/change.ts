import { tables, widenSight } from '@halloo/db'
import type { EventType, SYSTEM_KINDS } from '@halloo/protocol'
import { and, eq, isNull, sql } from 'drizzle-orm'
import type { TenantActor } from '../../auth/actor.ts'
import type { Context } from '../../door/context.ts'
import { newId } from '../../ids.ts'
import { appendMessage } from '../messages/append.ts'
import type { ConversationRow } from './lock.ts'
import { asConversation, asVisitorConversation, type FullConversation, readConversation } from './read.ts'

const { conversationAssignments, conversations } = tables

type ConversationEvent = Extract<EventType, `conversation.${string}`>
type SystemKind = (typeof SYSTEM_KINDS)[number]

export interface Change {
  event: Exclude<ConversationEvent, 'conversation.removed'>
  set: Partial<typeof conversations.$inferInsert>
  /** A sentence in the conversation, for both sides to read. */
  system?: { kind: SystemKind; content: string; metadata?: Record<string, string> }
  /** Begins a new stay: with an agent, or in a queue. */
  assignment?: {
    agentId: string | null
    reason: 'auto' | 'manual' | 'transfer' | 'accept' | 'removed'
    note?: string | undefined
  }
  /** Ends the present stay. */
  endsAssignment?: boolean
}

/** Changes a locked conversation, writes its history, and tells whoever saw it before or sees it now. */
export async function changeConversation(
  ctx: Context<TenantActor>,
  row: ConversationRow,
  change: Change,
): Promise<FullConversation> {
  const at = ctx.now()
  const before = row.audience
  // The change may move the conversation out of the sight of the one who makes it.
  await widenSight(ctx.tx)
  if (change.assignment || change.endsAssignment) await endAssignment(ctx, row.id, at)
  const [changed] = await ctx.tx
    .update(conversations)
    .set({ ...change.set, updatedAt: at, version: sql`${conversations.version} + 1` })
    .where(eq(conversations.id, row.id))
    .returning()
  if (changed) Object.assign(row, changed)
  if (change.assignment)
    await ctx.tx.insert(conversationAssignments).values({
      id: newId('assignment'),
      conversationId: row.id,
      agentId: change.assignment.agentId,
      departmentId: row.departmentId,
      assignedBy: ctx.actor.kind === 'member' ? ctx.actor.id : null,
      reason: change.assignment.reason,
      note: change.assignment.note ?? null,
      assignedAt: at,
    })
  if (change.system) await say(ctx, row, change.system)
  const full = await readConversation(ctx.tx, row.id)
  const sight = { conversationId: row.id, before, after: full.row.audience }
  ctx.emit(change.event, asConversation(full), asVisitorConversation(full), sight)
  return full
}

const endAssignment = (ctx: Context<TenantActor>, conversationId: string, at: Date) =>
  ctx.tx
    .update(conversationAssignments)
    .set({ endedAt: at, version: sql`${conversationAssignments.version} + 1` })
    .where(
      and(
        eq(conversationAssignments.conversationId, conversationId),
        isNull(conversationAssignments.endedAt),
      ),
    )

async function say(ctx: Context<TenantActor>, row: ConversationRow, system: NonNullable<Change['system']>) {
  const metadata = { kind: system.kind, ...system.metadata }
  const draft = {
    id: newId('message'),
    senderType: 'system',
    senderId: null,
    type: 'text',
    content: system.content,
    metadata,
  } as const
  await appendMessage(ctx, row, draft)
}
