import { tables } from '@halloo/db'
import { eq, inArray, sql } from 'drizzle-orm'
import { audienceOf } from '../chat-users/service.ts'
import { asConversation, asVisitorConversation, readConversations } from '../conversations/read.ts'
import type { ChatUserRow, Inside } from './visitor.ts'

const { attachments, chatUsers, conversationParticipants, conversations, mails, visitorSessions } = tables

/** Every table that refers to a contact, and what becomes of its rows when one contact turns out to be another. */
export const AT_MERGE: Record<string, 'moves' | 'never of an anonymous contact'> = {
  attachments: 'moves',
  chat_user_credentials: 'never of an anonymous contact',
  contact_external_ids: 'never of an anonymous contact',
  conversation_participants: 'moves',
  conversations: 'moves',
  mails: 'moves',
  visitor_sessions: 'moves',
}

/** Gives everything of an anonymous contact to somebody known. Sessions go on as theirs. */
export async function mergeChatUser(ctx: Inside, from: ChatUserRow, into: ChatUserRow) {
  const { tx } = ctx
  const audience = await audienceOf(tx, from.id)
  const before = await tx
    .select({ id: conversations.id, audience: conversations.audience })
    .from(conversations)
    .where(eq(conversations.chatUserId, from.id))
    .orderBy(conversations.id)
    .for('update')
  await tx
    .update(conversations)
    .set({ chatUserId: into.id, version: sql`${conversations.version} + 1` })
    .where(eq(conversations.chatUserId, from.id))
  await tx
    .update(conversationParticipants)
    .set({ id: into.id, chatUserId: into.id, version: sql`${conversationParticipants.version} + 1` })
    .where(eq(conversationParticipants.chatUserId, from.id))
  await tx.update(attachments).set({ chatUserId: into.id }).where(eq(attachments.chatUserId, from.id))
  await tx.update(visitorSessions).set({ chatUserId: into.id }).where(eq(visitorSessions.chatUserId, from.id))
  // A link to an address that somebody unknown gave does not open what somebody known has.
  await tx
    .update(mails)
    .set({ chatUserId: into.id, linkExpiresAt: ctx.now() })
    .where(eq(mails.chatUserId, from.id))
  const [gone] = await tx
    .update(chatUsers)
    .set({ mergedInto: into.id, updatedAt: ctx.now(), version: sql`${chatUsers.version} + 1` })
    .where(eq(chatUsers.id, from.id))
    .returning({ id: chatUsers.id, version: chatUsers.version })
  const merged = { id: from.id, mergedInto: into.id, version: gone?.version ?? from.version }
  await tx.update(chatUsers).set(takenAlong(from, into)).where(eq(chatUsers.id, into.id))
  ctx.emit('chat_user.merged', merged, null, { conversationId: null, before: audience, after: audience })
  ctx.audit('chat_user.merged', into.id, { from: from.id })
  await tellMoved(ctx, before)
}

/** What they agreed to and when they were last spoken with is theirs, whatever they were called then. */
const takenAlong = (from: ChatUserRow, into: ChatUserRow) => ({
  lastContactedAt: latest(from.lastContactedAt, into.lastContactedAt),
  ...(!into.consentedAt && { consentedAt: from.consentedAt, consentText: from.consentText }),
})

const latest = (a: Date | null, b: Date | null) => (a && (!b || a > b) ? a : b)

async function tellMoved(ctx: Inside, before: { id: string; audience: string[] }[]) {
  if (before.length === 0) return
  const audiences = new Map(before.map(({ id, audience }) => [id, audience]))
  const ids = [...audiences.keys()]
  for (const full of await readConversations(ctx.tx, {
    where: inArray(conversations.id, ids),
    limit: ids.length,
  })) {
    const sight = {
      conversationId: full.row.id,
      before: audiences.get(full.row.id) ?? [],
      after: full.row.audience,
    }
    ctx.emit('conversation.updated', asConversation(full), asVisitorConversation(full), sight)
  }
}
