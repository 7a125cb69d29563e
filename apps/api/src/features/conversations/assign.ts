import { tables } from '@halloo/db'
import { and, eq, isNull, sql } from 'drizzle-orm'
import type { MemberActor } from '../../auth/actor.ts'
import type { Context } from '../../door/context.ts'
import { notFound, Refusal } from '../../refusal.ts'
import { changeConversation } from './change.ts'
import { lockConversation } from './lock.ts'
import { asConversation, readConversation } from './read.ts'

const { conversationCounts, conversationParticipants, departments, memberProfiles } = tables

/** Takes a conversation from the queue. Of two at once exactly one wins; nobody goes beyond their capacity. */
export async function acceptConversation(ctx: Context<MemberActor>, id: string) {
  const me = await lockMember(ctx, ctx.actor.id)
  const seen = await readConversation(ctx.tx, id)
  if (seen.row.assignedAgentId === null && (await loadOf(ctx, me.id)) >= me.chatMaxConcurrentChats)
    throw new Refusal('agent_at_capacity')
  const row = await lockConversation(ctx.tx, id)
  if (row.assignedAgentId !== null) throw await alreadyAssigned(ctx, row.assignedAgentId)
  if (row.closedAt !== null) throw new Refusal('conflict', { detail: 'The conversation has ended.' })
  const full = await changeConversation(ctx, row, {
    event: 'conversation.accepted',
    set: { assignedAgentId: me.id, queuedAt: null, assigneeReadTotal: await readTotalOf(ctx, id, me.id) },
    assignment: { agentId: me.id, reason: 'accept' },
    system: {
      kind: 'accepted',
      content: `${me.name} joined the conversation.`,
      metadata: { memberId: me.id, name: me.name },
    },
  })
  return asConversation(full)
}

/** Gives a conversation to a member, or back to the queue. */
export async function assignConversation(
  ctx: Context<MemberActor>,
  id: string,
  memberId: string | null,
  note?: string,
) {
  const member = memberId === null ? null : await lockMember(ctx, memberId)
  const row = await lockConversation(ctx.tx, id)
  if (row.closedAt !== null) throw new Refusal('conflict', { detail: 'The conversation has ended.' })
  if (row.assignedAgentId === memberId) return asConversation(await readConversation(ctx.tx, id))
  const full = await changeConversation(ctx, row, {
    event: member ? 'conversation.assigned' : 'conversation.queued',
    set: {
      assignedAgentId: memberId,
      queuedAt: member ? null : ctx.now(),
      assigneeReadTotal: member ? await readTotalOf(ctx, id, member.id) : 0,
    },
    assignment: { agentId: memberId, reason: 'manual', note },
    system: member
      ? {
          kind: 'assigned',
          content: `${member.name} takes over.`,
          metadata: { memberId: member.id, name: member.name },
        }
      : { kind: 'transferred', content: 'You are back in line; somebody will be with you.' },
  })
  return asConversation(full)
}

/** Hands a conversation to another department, into its queue. */
export async function transferConversation(
  ctx: Context<MemberActor>,
  id: string,
  departmentId: string,
  note?: string,
) {
  const [department] = await ctx.tx
    .select()
    .from(departments)
    .where(and(eq(departments.id, departmentId), eq(departments.active, true)))
    .for('key share')
  if (!department) throw notFound()
  const row = await lockConversation(ctx.tx, id)
  if (row.closedAt !== null) throw new Refusal('conflict', { detail: 'The conversation has ended.' })
  const full = await changeConversation(ctx, row, {
    event: 'conversation.transferred',
    set: { departmentId, assignedAgentId: null, queuedAt: ctx.now(), assigneeReadTotal: 0 },
    assignment: { agentId: null, reason: 'transfer', note },
    system: {
      kind: 'transferred',
      content: `The conversation was handed to ${department.name}.`,
      metadata: { departmentId, name: department.name },
    },
  })
  return asConversation(full)
}

/** Holds a member's row: their load can only grow under this lock, which is always taken first. */
async function lockMember(ctx: Context<MemberActor>, id: string) {
  const [member] = await ctx.tx
    .select()
    .from(memberProfiles)
    .where(and(eq(memberProfiles.id, id), isNull(memberProfiles.leftAt), eq(memberProfiles.status, 'active')))
    .for('no key update')
  if (!member) throw notFound()
  return member
}

async function loadOf(ctx: Context<MemberActor>, memberId: string) {
  const [count] = await ctx.tx
    .select({ active: conversationCounts.active })
    .from(conversationCounts)
    .where(eq(conversationCounts.topic, `member:${memberId}`))
  return count?.active ?? 0
}

export async function readTotalOf(ctx: Context, conversationId: string, memberId: string) {
  const [read] = await ctx.tx
    .select({ total: conversationParticipants.readTotal })
    .from(conversationParticipants)
    .where(
      and(
        eq(conversationParticipants.conversationId, conversationId),
        eq(conversationParticipants.id, memberId),
      ),
    )
  return read?.total ?? 0
}

async function alreadyAssigned(ctx: Context<MemberActor>, winner: string) {
  const [member] = await ctx.tx
    .select({ name: sql<string>`${memberProfiles.name}` })
    .from(memberProfiles)
    .where(eq(memberProfiles.id, winner))
  return new Refusal('already_assigned', { detail: `${member?.name ?? 'Somebody'} has it.` })
}
