import { tables } from '@halloo/db'
import type { Greeting, Validated } from '@halloo/protocol'
import { and, eq, sql } from 'drizzle-orm'
import type { VisitorActor } from '../../auth/actor.ts'
import type { Context } from '../../door/context.ts'
import { newId } from '../../ids.ts'
import { Refusal } from '../../refusal.ts'
import { updateChatUser } from '../chat-users/service.ts'
import { appendMessage } from '../messages/append.ts'
import { refuseBlocked, sendMessage } from '../messages/service.ts'
import { readWelcome } from '../settings/service.ts'
import type { ConversationRow } from './lock.ts'
import { requireAnswers } from './questions.ts'
import { asConversation, asVisitorConversation, readConversation } from './read.ts'

const { conversationNumbers, conversationParticipants, conversations, departments } = tables
type Start = Validated<'POST /v1/widget/conversations'>['body']

/** Starts a conversation with its first message. Sent again with the same ids it is answered the same. */
export async function startConversation(ctx: Context<VisitorActor>, input: Start) {
  refuseBlocked(ctx.actor)
  const [same] = await ctx.tx.select().from(conversations).where(eq(conversations.id, input.id))
  if (!same) await createConversation(ctx, input)
  const { visitor } = await sendMessage(ctx, input.id, input.message)
  const full = await readConversation(ctx.tx, input.id)
  if (!same) {
    const sight = { conversationId: input.id, before: full.row.audience, after: full.row.audience }
    ctx.emit('conversation.queued', asConversation(full), asVisitorConversation(full), sight)
  }
  return { conversation: asVisitorConversation(full), message: visitor.message }
}

async function createConversation(ctx: Context<VisitorActor>, input: Start) {
  const at = ctx.now()
  const { preChat, greetings } = await readWelcome(ctx.tx)
  const agreed = await requireAnswers(ctx, preChat, input)
  const created = await ctx.tx
    .insert(conversations)
    .values({
      id: input.id,
      number: await nextNumber(ctx),
      chatUserId: ctx.actor.id,
      departmentId: await openDepartment(ctx, input.departmentId ?? null),
      subject: input.subject || null,
      pageUrl: withoutQuery(input.pageUrl),
      referrer: withoutQuery(input.referrer),
      customFields: input.customFields ?? {},
      queuedAt: at,
      createdAt: at,
      updatedAt: at,
      lastMessageAt: at,
    })
    .onConflictDoNothing()
    .returning()
  const [row] = created
  if (!row) throw new Refusal('id_taken')
  await updateChatUser(ctx, ctx.actor.id, { lastSeenAt: at, lastContactedAt: at, ...agreed })
  const greeting = greetings.find(({ id }) => id === input.greetingId)
  if (greeting) await greet(ctx, row, greeting)
}

/** The word that the visitor answers stands before their own. They have read it; no agent has replied by it. */
async function greet(ctx: Context<VisitorActor>, row: ConversationRow, { id, text }: Greeting) {
  await ctx.tx.insert(conversationParticipants).values({
    conversationId: row.id,
    id: ctx.actor.id,
    chatUserId: ctx.actor.id,
    lastReadSeq: 1,
    readTotal: 1,
  })
  const draft = {
    id: newId('message'),
    senderType: 'bot',
    senderId: null,
    type: 'text',
    content: text,
  } as const
  await appendMessage(ctx, row, { ...draft, metadata: { greetingId: id } })
}

export async function nextNumber(ctx: Context) {
  const [row] = await ctx.tx
    .insert(conversationNumbers)
    .values({ last: 1 })
    .onConflictDoUpdate({
      target: [conversationNumbers.organizationId],
      set: { last: sql`${conversationNumbers.last} + 1` },
    })
    .returning({ last: conversationNumbers.last })
  return row?.last ?? 1
}

export async function openDepartment(ctx: Context, departmentId: string | null) {
  if (departmentId === null) return null
  const [department] = await ctx.tx
    .select({ id: departments.id })
    .from(departments)
    .where(and(eq(departments.id, departmentId), eq(departments.active, true)))
  if (!department) throw new Refusal('not_found')
  return department.id
}

/** What stands behind ? and # is the visitor's own business. */
function withoutQuery(address: string | undefined) {
  if (!address) return null
  const url = new URL(address)
  return url.origin + url.pathname
}
