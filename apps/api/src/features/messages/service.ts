import { tables } from '@halloo/db'
import type { Attachment, NewMessage } from '@halloo/protocol'
import { and, eq, inArray, isNull, type SQL, sql } from 'drizzle-orm'
import type { MemberActor, VisitorActor } from '../../auth/actor.ts'
import type { Context } from '../../door/context.ts'
import { notFound, Refusal } from '../../refusal.ts'
import { type ConversationRow, lockConversation } from '../conversations/lock.ts'
import {
  asConversation,
  asState,
  asVisitorConversation,
  asVisitorState,
  readConversation,
} from '../conversations/read.ts'
import { appendMessage, type Draft, emitMessage, readUpTo } from './append.ts'
import { asMessage, asVisitorMessage, readMessages } from './read.ts'

const { attachments, conversations, messages } = tables

interface Range {
  beforeSeq?: number | undefined
  afterSeq?: number | undefined
  limit?: number | undefined
}

/** A page in order of `seq`; `nextCursor` says only whether there is more, the range says where. */
export async function listMessages(ctx: Context, conversationId: string, range: Range) {
  await readConversation(ctx.tx, conversationId)
  const size = range.limit ?? 30
  const forward = range.afterSeq !== undefined && range.beforeSeq === undefined
  const within: (SQL | undefined)[] = [
    eq(messages.conversationId, conversationId),
    range.beforeSeq === undefined ? undefined : sql`${messages.seq} < ${range.beforeSeq}`,
    range.afterSeq === undefined ? undefined : sql`${messages.seq} > ${range.afterSeq}`,
  ]
  const found = await readMessages(ctx.tx, {
    where: and(...within),
    orderBy: forward ? sql`${messages.seq}` : sql`${messages.seq} desc`,
    limit: size + 1,
  })
  const items = found.slice(0, size)
  if (!forward) items.reverse()
  const edge = forward ? items.at(-1) : items[0]
  return { items, nextCursor: found.length > size ? String(edge?.row.seq) : null }
}

/** Writes a message once, however often it is sent. */
export async function sendMessage(ctx: Context, conversationId: string, input: NewMessage) {
  if (ctx.actor.kind === 'visitor') refuseBlocked(ctx.actor)
  const row = await lockConversation(ctx.tx, conversationId)
  const draft = await draftOf(ctx, input)
  const wasEnded = row.closedAt !== null
  const message = await appendMessage(ctx, row, draft)
  if (!message) return sentBefore(ctx, row, draft, input)
  const sent = await emitMessage(ctx, row, message, await bindAttachments(ctx, input))
  if (wasEnded) {
    const full = await readConversation(ctx.tx, conversationId)
    const sight = { conversationId, before: full.row.audience, after: full.row.audience }
    ctx.emit('conversation.reopened', asConversation(full), asVisitorConversation(full), sight)
  }
  return sent
}

async function draftOf(ctx: Context, input: NewMessage): Promise<Draft> {
  const sender =
    ctx.actor.kind === 'member'
      ? ({ senderType: 'agent', memberId: ctx.actor.id } as const)
      : ({ senderType: 'user', chatUserId: ctx.actor.id } as const)
  return { id: input.id, ...sender, type: await typeOf(ctx, input), content: input.content ?? '' }
}

/** A message that is nothing but pictures is an image, and so on; words make it text. */
async function typeOf(ctx: Context, { content, attachmentIds = [] }: NewMessage): Promise<Draft['type']> {
  if (attachmentIds.length === 0 || content?.trim()) return 'text'
  const kinds = await ctx.tx
    .selectDistinct({ kind: attachments.kind })
    .from(attachments)
    .where(inArray(attachments.id, attachmentIds))
  return kinds.length === 1 ? (kinds[0]?.kind as Draft['type']) : 'file'
}

/** The answer of the first time, if it is the same message; an id is never used for another. */
async function sentBefore(ctx: Context, row: ConversationRow, draft: Draft, input: NewMessage) {
  const [same] = await readMessages(ctx.tx, { where: eq(messages.id, draft.id) })
  const wanted = input.attachmentIds ?? []
  const isSame =
    same?.row.conversationId === row.id &&
    same.row.memberId === (draft.memberId ?? null) &&
    same.row.chatUserId === (draft.chatUserId ?? null) &&
    same.row.content === draft.content &&
    same.files.length === wanted.length &&
    same.files.every(({ id }) => wanted.includes(id))
  if (!same || !isSame) throw new Refusal('id_taken')
  const full = await readConversation(ctx.tx, row.id)
  return {
    team: { message: asMessage(same), conversation: asState(full) },
    visitor: { message: asVisitorMessage(same), conversation: asVisitorState(full) },
  }
}

/** Ties uploaded files to the message; only the sender's own that no message has named yet. */
async function bindAttachments(ctx: Context, { id, attachmentIds = [] }: NewMessage): Promise<Attachment[]> {
  if (attachmentIds.length === 0) return []
  const own =
    ctx.actor.kind === 'member'
      ? eq(attachments.memberId, ctx.actor.id)
      : eq(attachments.chatUserId, ctx.actor.id)
  const bound = await ctx.tx
    .update(attachments)
    .set({ messageId: id, version: sql`${attachments.version} + 1` })
    .where(and(inArray(attachments.id, attachmentIds), isNull(attachments.messageId), own))
    .returning()
  if (bound.length !== attachmentIds.length) throw notFound()
  return bound
    .map(row => ({ ...row, kind: row.kind as Attachment['kind'], createdAt: row.createdAt.toISOString() }))
    .sort((a, b) => (a.createdAt + a.id < b.createdAt + b.id ? -1 : 1))
}

/** @throws Refusal `visitor_blocked` */
export function refuseBlocked(actor: VisitorActor) {
  if (actor.blocked) throw new Refusal('visitor_blocked')
}

/** Moves the reader's cursor; told to everybody only where it moved. */
export async function markRead(ctx: Context, conversationId: string, upTo: number) {
  const row = await lockConversation(ctx.tx, conversationId)
  const before = await readConversation(ctx.tx, conversationId)
  const isMember = ctx.actor.kind === 'member'
  const known = before.participants.find(participant => participant.id === ctx.actor.id)
  const seq = Math.min(upTo, row.lastSeq)
  if (known && known.lastReadSeq >= seq) return { full: before, participant: known }
  const read = await readUpTo(ctx.tx, row, { id: ctx.actor.id, seq, isMember })
  await ctx.tx
    .update(conversations)
    .set({
      version: row.version + 1,
      ...(row.assignedAgentId === ctx.actor.id && { assigneeReadTotal: read.readTotal }),
    })
    .where(eq(conversations.id, conversationId))
  const full = await readConversation(ctx.tx, conversationId)
  const participant = {
    kind: isMember ? ('member' as const) : ('chat_user' as const),
    id: ctx.actor.id,
    ...read,
  }
  const sight = { conversationId, before: full.row.audience, after: full.row.audience }
  ctx.emit(
    'messages.read',
    { conversationId, participant, conversation: asState(full) },
    { conversation: asVisitorState(full) },
    sight,
  )
  return { full, participant }
}

export async function markReadAsMember(ctx: Context<MemberActor>, conversationId: string, seq: number) {
  const { full, participant } = await markRead(ctx, conversationId, seq)
  return { conversationId, participant, conversation: asState(full) }
}
