import { tables, widenSight } from '@halloo/db'
import { can, updatedMessage, visitorUpdatedMessage } from '@halloo/protocol'
import { and, desc, eq, sql } from 'drizzle-orm'
import type { MemberActor } from '../../auth/actor.ts'
import type { Context } from '../../door/context.ts'
import { rewriteLog } from '../../events/rewrite.ts'
import { previewOf } from '../../preview.ts'
import { notFound, Refusal } from '../../refusal.ts'
import { shape } from '../../shape.ts'
import { type ConversationRow, lockConversation } from '../conversations/lock.ts'
import { asState, asVisitorState, readConversation } from '../conversations/read.ts'
import { typeOf } from './files.ts'
import { asMessage, asVisitorMessage, type FullMessage, readMessages } from './read.ts'

const { attachments, conversations, events, messages } = tables

interface Place {
  conversationId: string
  messageId: string
}

/** Writes an own message anew. */
export async function editMessage(ctx: Context<MemberActor>, place: Place, content: string) {
  const { row, full } = await hold(ctx, place)
  if (full.row.memberId !== ctx.actor.id) throw notOurs()
  if (full.row.deletedAt) throw new Refusal('conflict', { detail: 'The message was deleted.' })
  if (full.row.content === content) return { message: asMessage(full), conversation: null }
  const type = typeOf({ content }, full.files)
  return changeMessage(ctx, row, full, { content, type, editedAt: ctx.now() })
}

/** Takes a message back, with its files. Its place stays, so that `seq` stays gapless; done again, nothing changes. */
export async function deleteMessage(ctx: Context<MemberActor>, place: Place) {
  const { row, full } = await hold(ctx, place)
  const isOwn = full.row.memberId === ctx.actor.id
  if (full.row.senderType === 'system' || !(isOwn || can(ctx.actor.role, 'messages:moderate')))
    throw notOurs()
  if (full.row.deletedAt) return { message: asMessage(full), conversation: null }
  if (!isOwn) ctx.audit('message.deleted', full.row.id)
  if (full.files.length > 0) {
    const gone = await ctx.tx
      .delete(attachments)
      .where(eq(attachments.messageId, full.row.id))
      .returning({ key: attachments.storageKey })
    ctx.storage.removeLater(gone.map(({ key }) => key))
  }
  const at = ctx.now()
  const empty = { content: '', type: 'text', metadata: {}, quickReplies: [], deletedAt: at }
  const changed = await changeMessage(ctx, row, full, empty)
  await forget(ctx, full, at)
  return changed
}

const notOurs = () => new Refusal('forbidden', { detail: 'The message is not yours.' })

async function hold(ctx: Context<MemberActor>, { conversationId, messageId }: Place) {
  const row = await lockConversation(ctx.tx, conversationId)
  const where = and(eq(messages.id, messageId), eq(messages.conversationId, conversationId))
  const [full] = await readMessages(ctx.tx, { where })
  if (!full) throw notFound()
  return { row, full }
}

async function changeMessage(
  ctx: Context<MemberActor>,
  row: ConversationRow,
  { row: { id } }: FullMessage,
  set: Partial<typeof messages.$inferInsert>,
) {
  await ctx.tx
    .update(messages)
    .set({ ...set, version: sql`${messages.version} + 1` })
    .where(eq(messages.id, id))
  const [full] = await readMessages(ctx.tx, { where: eq(messages.id, id) })
  if (!full) throw notFound()
  const conversation = row.lastMessage?.seq === full.row.seq ? await previewAnew(ctx, row, full) : null
  const sight = { conversationId: row.id, before: row.audience, after: row.audience }
  const told = { message: asMessage(full), conversation: conversation && asState(conversation) }
  const toVisitor = {
    message: asVisitorMessage(full),
    conversation: conversation && asVisitorState(conversation),
  }
  ctx.emit('message.updated', shape(updatedMessage, told), shape(visitorUpdatedMessage, toVisitor), sight)
  return told
}

/** Lists show the last message: they show it as it is now. */
async function previewAnew(ctx: Context<MemberActor>, row: ConversationRow, full: FullMessage) {
  if (!row.lastMessage) return null
  const lastMessage = {
    ...row.lastMessage,
    type: full.row.type,
    preview: previewOf(full.row.content),
    ...(full.row.deletedAt && { isDeleted: true }),
  }
  await ctx.tx
    .update(conversations)
    .set({ lastMessage, updatedAt: ctx.now(), version: sql`${conversations.version} + 1` })
    .where(eq(conversations.id, row.id))
  return readConversation(ctx.tx, row.id)
}

/** What was taken back is told to nobody who comes back later, neither in full nor as a preview. */
async function forget(
  ctx: Context<MemberActor>,
  { row: { id, conversationId, seq } }: FullMessage,
  at: Date,
) {
  await widenSight(ctx.tx)
  const inConversation = eq(events.conversationId, conversationId)
  const [created] = await ctx.tx
    .select({ seq: events.seq })
    .from(events)
    .where(
      and(
        inConversation,
        eq(events.type, 'message.created'),
        sql`left(${events.data}, 60) like ${`%${id}%`}`,
      ),
    )
    .orderBy(desc(events.seq))
    .limit(1)
  const without = (told: typeof events.data | typeof events.visitorData) =>
    sql`without_message(${told}, ${id}, ${seq}, ${at.toISOString()})`
  const change = { data: without(events.data), visitorData: without(events.visitorData) }
  await rewriteLog(ctx.tx, inConversation, change, created?.seq)
}
