import { tables } from '@halloo/db'
import { message, type NewMessage, type NewReply, sentMessage, visitorSentMessage } from '@halloo/protocol'
import { and, eq, gt, ne, type SQL, sql } from 'drizzle-orm'
import type { MemberActor, VisitorActor } from '../../auth/actor.ts'
import type { Context } from '../../door/context.ts'
import { Refusal } from '../../refusal.ts'
import { shape } from '../../shape.ts'
import { type ConversationRow, lockConversation } from '../conversations/lock.ts'
import {
  asConversation,
  asState,
  asVisitorConversation,
  asVisitorState,
  readConversation,
} from '../conversations/read.ts'
import { type Appended, appendMessage, type Draft, readUpTo } from './append.ts'
import { bindFiles, holdFiles, typeOf } from './files.ts'
import { asMessage, asVisitorMessage, readMessages } from './read.ts'

const { conversations, messages } = tables

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

/** Writes a message once, however often it is sent, in a transaction of its own. */
export async function sendMessage(ctx: Context, conversationId: string, input: NewReply): Promise<Appended> {
  if (ctx.actor.kind === 'visitor') refuseBlocked(ctx.actor)
  const row = await lockConversation(ctx.tx, conversationId)
  const files = await holdFiles(ctx, input)
  const draft = draftOf(ctx.actor, input, typeOf(input, files))
  const wasEnded = row.closedAt !== null
  const sent = await appendMessage(ctx, row, draft, JSON.stringify(files))
  if (sent === 'known') return sentBefore(ctx, row, draft, input)
  if (sent === 'stale') throw await staleView(ctx, conversationId, input.seenSeq ?? 0)
  await bindFiles(ctx, input, files)
  if (wasEnded) {
    const full = await readConversation(ctx.tx, conversationId)
    const sight = { conversationId, before: full.row.audience, after: full.row.audience }
    ctx.emit('conversation.reopened', asConversation(full), asVisitorConversation(full), sight)
  }
  return sent
}

/** A reply that a colleague has overtaken, with what they wrote. */
async function staleView(ctx: Context, conversationId: string, seenSeq: number) {
  const others = and(
    eq(messages.conversationId, conversationId),
    gt(messages.seq, seenSeq),
    eq(messages.senderType, 'agent'),
    ne(messages.memberId, ctx.actor.id),
  )
  const found = await readMessages(ctx.tx, { where: others, orderBy: sql`${messages.seq} desc`, limit: 20 })
  return new Refusal('stale_view', { newer: found.reverse().map(full => shape(message, asMessage(full))) })
}

export const draftOf = (
  actor: MemberActor | VisitorActor,
  input: NewReply,
  type: Draft['type'] = 'text',
): Draft => ({
  id: input.id,
  senderType: actor.kind === 'member' ? 'agent' : 'user',
  senderId: actor.id,
  type,
  content: input.content ?? '',
  ...(actor.kind === 'member' && {
    seenSeq: input.seenSeq,
    confirm: input.confirm,
    quickReplies: input.quickReplies,
  }),
})

/** The answer of the first time, if it is the same message; an id is never used for another. */
async function sentBefore(
  ctx: Context,
  row: ConversationRow,
  draft: Draft,
  input: NewMessage,
): Promise<Appended> {
  const [same] = await readMessages(ctx.tx, { where: eq(messages.id, draft.id) })
  const wanted = input.attachmentIds ?? []
  // A visitor may have had another id when they wrote it: only they see this conversation.
  const isTheirs =
    same?.row.conversationId === row.id &&
    (same.row.senderType === 'user' ? draft.senderType === 'user' : same.row.memberId === draft.senderId)
  // What it said the first time is not known any more, once it was changed.
  const isChanged = same?.row.editedAt || same?.row.deletedAt
  const isSame =
    isTheirs &&
    (isChanged ||
      (same.row.content === draft.content &&
        same.files.length === wanted.length &&
        same.files.every(({ id }) => wanted.includes(id))))
  if (!same || !isSame) throw new Refusal('id_taken')
  const full = await readConversation(ctx.tx, row.id)
  return {
    team: shape(sentMessage, { message: asMessage(same), conversation: asState(full) }),
    visitor: shape(visitorSentMessage, {
      message: asVisitorMessage(same),
      conversation: asVisitorState(full),
    }),
  }
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
