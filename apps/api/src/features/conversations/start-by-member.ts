import { tables } from '@halloo/db'
import type { Validated } from '@halloo/protocol'
import { and, eq, isNull } from 'drizzle-orm'
import type { MemberActor } from '../../auth/actor.ts'
import type { Context } from '../../door/context.ts'
import { newId } from '../../ids.ts'
import { notFound, Refusal } from '../../refusal.ts'
import { sendMessage } from '../messages/service.ts'
import { asConversation, asVisitorConversation, readConversation } from './read.ts'
import { nextNumber, openDepartment } from './start.ts'

const { chatUsers, conversationAssignments, conversations } = tables
type Start = Validated<'POST /v1/conversations'>['body']

/** Writes to a contact first. The conversation is its writer's own; sent again with the same ids it is answered the same. */
export async function startAsMember(
  ctx: Context<MemberActor>,
  { id = newId('conversation'), ...input }: Start,
) {
  await holdContact(ctx, input.chatUserId)
  const [same] = await ctx.tx.select().from(conversations).where(eq(conversations.id, id))
  if (!same) await createConversation(ctx, id, input)
  else if (same.chatUserId !== input.chatUserId) throw new Refusal('id_taken')
  const { team } = await sendMessage(ctx, id, input.message)
  const full = await readConversation(ctx.tx, id)
  if (!same) {
    const sight = { conversationId: id, before: full.row.audience, after: full.row.audience }
    ctx.emit('conversation.assigned', asConversation(full), asVisitorConversation(full), sight)
  }
  return { conversation: asConversation(full), message: team.message }
}

/** Somebody who turned out to be another, or who was blocked, cannot be written to. */
async function holdContact(ctx: Context<MemberActor>, id: string) {
  const [contact] = await ctx.tx
    .select({ status: chatUsers.status })
    .from(chatUsers)
    .where(and(eq(chatUsers.id, id), isNull(chatUsers.mergedInto)))
    .for('key share')
  if (!contact) throw notFound()
  if (contact.status === 'blocked') throw new Refusal('conflict', { detail: 'The contact is blocked.' })
}

async function createConversation(ctx: Context<MemberActor>, id: string, input: Omit<Start, 'id'>) {
  const at = ctx.now()
  const departmentId = await openDepartment(ctx, input.departmentId ?? null)
  const created = await ctx.tx
    .insert(conversations)
    .values({
      id,
      number: await nextNumber(ctx),
      chatUserId: input.chatUserId,
      departmentId,
      assignedAgentId: ctx.actor.id,
      subject: input.subject || null,
      createdAt: at,
      updatedAt: at,
      lastMessageAt: at,
    })
    .onConflictDoNothing()
    .returning({ id: conversations.id })
  if (created.length === 0) throw new Refusal('id_taken')
  await ctx.tx.insert(conversationAssignments).values({
    id: newId('assignment'),
    conversationId: id,
    agentId: ctx.actor.id,
    departmentId,
    assignedBy: ctx.actor.id,
    reason: 'manual',
    assignedAt: at,
  })
}
