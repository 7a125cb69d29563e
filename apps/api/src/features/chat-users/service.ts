import { type Transaction, tables } from '@halloo/db'
import type { ChatUser, Validated, Visitor } from '@halloo/protocol'
import { and, eq, isNull, sql } from 'drizzle-orm'
import type { MemberActor, TenantActor } from '../../auth/actor.ts'
import type { Context } from '../../door/context.ts'
import { notFound } from '../../refusal.ts'
import type { Presentable } from '../../shape.ts'

const { chatUsers, conversations, mails, visitorSessions } = tables
type Row = typeof chatUsers.$inferSelect

/** What members read. */
export const asChatUser = (row: Row): Presentable<ChatUser> => ({
  ...row,
  status: row.status as ChatUser['status'],
})
/** What the visitor reads of themselves. */
export const asVisitor = (row: Row): Presentable<Visitor> => row

/** A contact; one that turned out to be somebody known is answered as that one. */
export async function readChatUser(tx: Transaction, id: string): Promise<Row> {
  const known = sql`coalesce((select former.merged_into from ${chatUsers} former
    where former.organization_id = ${chatUsers.organizationId} and former.id = ${id}), ${id})`
  const [row] = await tx.select().from(chatUsers).where(eq(chatUsers.id, known))
  if (!row) throw notFound()
  return row
}

type Patch = Validated<'PATCH /v1/chat-users/:chatUserId'>['body'] & Partial<typeof chatUsers.$inferInsert>

/** Changes a contact and tells whoever sees one of their conversations. */
export async function updateChatUser(ctx: Context<TenantActor>, id: string, patch: Patch): Promise<Row> {
  const [row] = await ctx.tx
    .update(chatUsers)
    .set({
      ...stillVerified(patch.email),
      ...patch,
      updatedAt: ctx.now(),
      version: sql`${chatUsers.version} + 1`,
    })
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

/** Who proved one address has not proved another. */
const stillVerified = (email: string | null | undefined) =>
  email === undefined
    ? {}
    : { verified: sql`${chatUsers.verified} and ${chatUsers.email} is not distinct from ${email}` }

/** Everybody who sees a conversation of the contact, and the contact. */
export async function audienceOf(tx: Transaction, id: string): Promise<string[]> {
  const rows = await tx
    .select({ audience: conversations.audience })
    .from(conversations)
    .where(eq(conversations.chatUserId, id))
  return [...new Set(['everything', `chatuser:${id}`, ...rows.flatMap(({ audience }) => audience)])]
}

export async function blockChatUser(ctx: Context, id: string, status: ChatUser['status']) {
  const row = await readChatUser(ctx.tx, id)
  if (row.status === status) return asChatUser(row)
  if (status === 'blocked') await endLinks(ctx, row.id)
  ctx.audit(status === 'blocked' ? 'chat_user.blocked' : 'chat_user.unblocked', row.id)
  return asChatUser(await updateChatUser(ctx, row.id, { status }))
}

/** Links that were mailed bring nobody back any more. */
const endLinks = ({ tx, now }: Context, id: string) =>
  tx.update(mails).set({ linkExpiresAt: now() }).where(eq(mails.chatUserId, id))

/** Ends every session of a contact; they may come back, as somebody new or with what proves who they are. */
export async function signOutChatUser(ctx: Context<MemberActor>, id: string) {
  const row = await readChatUser(ctx.tx, id)
  await ctx.tx
    .update(visitorSessions)
    .set({ revokedAt: ctx.now() })
    .where(and(eq(visitorSessions.chatUserId, row.id), isNull(visitorSessions.revokedAt)))
  await endLinks(ctx, row.id)
  const audience = await audienceOf(ctx.tx, row.id)
  const sight = { conversationId: null, before: audience, after: audience }
  ctx.emit('chat_user.signed_out', asChatUser(row), null, sight)
  ctx.audit('chat_user.signed_out', row.id)
  return asChatUser(row)
}
