import { type Transaction, tables } from '@halloo/db'
import type { ChatUser, Validated, Visitor } from '@halloo/protocol'
import { eq, sql } from 'drizzle-orm'
import type { Context } from '../../door/context.ts'
import { notFound } from '../../refusal.ts'
import type { Presentable } from '../../shape.ts'

const { chatUsers, conversations } = tables
type Row = typeof chatUsers.$inferSelect

/** What members read. */
export const asChatUser = (row: Row): Presentable<ChatUser> => ({
  ...row,
  status: row.status as ChatUser['status'],
})
/** What the visitor reads of themselves. */
export const asVisitor = (row: Row): Presentable<Visitor> => row

export async function readChatUser(tx: Transaction, id: string): Promise<Row> {
  const [row] = await tx.select().from(chatUsers).where(eq(chatUsers.id, id))
  if (!row) throw notFound()
  return row
}

type Patch = Validated<'PATCH /v1/chat-users/:chatUserId'>['body'] & Partial<typeof chatUsers.$inferInsert>

/** Changes a contact and tells whoever sees one of their conversations. */
export async function updateChatUser(ctx: Context, id: string, patch: Patch): Promise<Row> {
  const [row] = await ctx.tx
    .update(chatUsers)
    .set({ ...patch, updatedAt: ctx.now(), version: sql`${chatUsers.version} + 1` })
    .where(eq(chatUsers.id, id))
    .returning()
  if (!row) throw notFound()
  const audience = await audienceOf(ctx.tx, id)
  ctx.emit('chat_user.updated', asChatUser(row), asVisitor(row), {
    conversationId: null,
    before: audience,
    after: audience,
  })
  return row
}

/** Everybody who sees a conversation of the contact, and the contact. */
async function audienceOf(tx: Transaction, id: string): Promise<string[]> {
  const rows = await tx
    .select({ audience: conversations.audience })
    .from(conversations)
    .where(eq(conversations.chatUserId, id))
  return [...new Set(['everything', `chatuser:${id}`, ...rows.flatMap(({ audience }) => audience)])]
}

export async function blockChatUser(ctx: Context, id: string, status: ChatUser['status']) {
  const row = await readChatUser(ctx.tx, id)
  if (row.status === status) return asChatUser(row)
  ctx.audit(status === 'blocked' ? 'chat_user.blocked' : 'chat_user.unblocked', id)
  return asChatUser(await updateChatUser(ctx, id, { status }))
}
