import { tables } from '@halloo/db'
import type { NewMessage } from '@halloo/protocol'
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
import { asMessage, asVisitorMessage, readMessage, readMessages } from './read.ts'

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
  const row = await lockConversation(ctx.tx, conversationId)
  if (ctx.actor.kind === 'visitor') await refuseBlocked(ctx as Context<VisitorActor>)
  const draft = await draftOf(ctx, input)
  if (await alreadySent(ctx, row, draft, input)) {
    const [message, full] = [
      await readMessage(ctx.tx, input.id),
      await readConversation(ctx.tx, conversationId),
    ]
    return {
      team: { message: asMessage(message), conversation: asState(full) },
      visitor: { message: asVisitorMessage(message), conversation: asVisitorState(full) },
    }
  }
  const wasEnded = row.closedAt !== null
  await appendMessage(ctx, row, draft)
  await bindAttachments(ctx, input)
  const { team, visitor, full } = await emitMessage(ctx, input.id, conversationId)
  if (wasEnded) {
    const sight = { conversationId, before: full.row.audience, after: full.row.audience }
    ctx.emit('conversation.reopened', asConversation(full), asVisitorConversation(full), sight)
  }
  return { team, visitor }
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

async function alreadySent(
  ctx: Context,
  row: ConversationRow,
  draft: Draft,
  input: NewMessage,
): Promise<boolean> {
  const [same] = await ctx.tx.select().from(messages).where(eq(messages.id, draft.id))
  if (!same) return false
  const files = await ctx.tx
    .select({ id: attachments.id })
    .from(attachments)
    .where(eq(attachments.messageId, draft.id))
  const sameFiles =
    files.length === (input.attachmentIds?.length ?? 0) &&
    files.every(file => input.attachmentIds?.includes(file.id))
  const sameSender =
    same.memberId === (draft.memberId ?? null) && same.chatUserId === (draft.chatUserId ?? null)
  if (same.conversationId !== row.id || !sameSender || same.content !== draft.content || !sameFiles)
    throw new Refusal('id_taken')
  return true
}

/** Ties uploaded files to the message; only the sender's own that no message has named yet. */
async function bindAttachments(ctx: Context, { id, attachmentIds = [] }: NewMessage) {
  if (attachmentIds.length === 0) return
  const own =
    ctx.actor.kind === 'member'
      ? eq(attachments.memberId, ctx.actor.id)
      : eq(attachments.chatUserId, ctx.actor.id)
  const bound = await ctx.tx
    .update(attachments)
    .set({ messageId: id, version: sql`${attachments.version} + 1` })
    .where(and(inArray(attachments.id, attachmentIds), isNull(attachments.messageId), own))
    .returning({ id: attachments.id })
  if (bound.length !== attachmentIds.length) throw notFound()
}

/** @throws Refusal `visitor_blocked` */
export async function refuseBlocked(ctx: Context<VisitorActor>) {
  const [row] = await ctx.tx
    .select({ status: tables.chatUsers.status })
    .from(tables.chatUsers)
    .where(eq(tables.chatUsers.id, ctx.actor.id))
  if (row?.status === 'blocked') throw new Refusal('visitor_blocked')
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
