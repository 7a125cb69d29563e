import { createHash } from 'node:crypto'
import { tables, widenSight } from '@halloo/db'
import { inArray, or, type SQL, sql } from 'drizzle-orm'
import type { TenantActor } from '../../auth/actor.ts'
import type { Context } from '../../door/context.ts'
import { rewriteLog } from '../../events/rewrite.ts'
import { notFound } from '../../refusal.ts'
import { livesOf } from './lives.ts'

const { attachments, auditLog, chatUsers, conversations, events, messages, tombstones } = tables

/**
 * Erases a person: profile and former lives, conversations with all that was said in them, files, sessions, and
 * what the log told of it. What is left is the numbers on badges, and a hash of the id. Whoever saw the
 * conversations is told that they are gone.
 */
export async function eraseChatUser(ctx: Context<TenantActor>, id: string) {
  const { tx } = ctx
  await widenSight(tx)
  const lives = (await livesOf(tx, id).for('update')).map(life => life.id)
  if (!lives.includes(id)) throw notFound()
  const talks = await tx
    .select({ id: conversations.id, audience: conversations.audience })
    .from(conversations)
    .where(inArray(conversations.chatUserId, lives))
    .orderBy(conversations.id)
    .for('update')
  await eraseFiles(ctx, lives)
  await tx.delete(conversations).where(inArray(conversations.chatUserId, lives))
  await tx.delete(chatUsers).where(inArray(chatUsers.id, lives))
  await forget(
    ctx,
    lives,
    talks.map(talk => talk.id),
  )
  const erasedAt = ctx.now()
  await tx
    .insert(tombstones)
    .values(lives.map(life => ({ idHash: hashOf(ctx, life), erasedAt })))
    .onConflictDoNothing()
  for (const { id: conversationId, audience } of talks)
    ctx.emit('conversation.removed', { id: conversationId }, null, {
      conversationId,
      before: [],
      after: audience,
    })
  const audience = [...new Set(['everything', `chatuser:${id}`, ...talks.flatMap(talk => talk.audience)])]
  ctx.emit('chat_user.deleted', { id }, null, { conversationId: null, before: [], after: audience })
  return { erasedAt }
}

/** Ids are random: nobody finds one by trying. The organization is in it so that nobody compares two. */
const hashOf = ({ actor }: Context<TenantActor>, id: string) =>
  createHash('sha256').update(`${actor.organizationId}\0${id}`).digest('base64url')

async function eraseFiles(ctx: Context<TenantActor>, lives: string[]) {
  const theirs = sql`select m.id from ${messages} m join ${conversations} c
    on (c.organization_id, c.id) = (m.organization_id, m.conversation_id)
    where ${inArray(sql`c.chat_user_id`, lives)}`
  const gone = await ctx.tx
    .delete(attachments)
    .where(or(inArray(attachments.chatUserId, lives), sql`${attachments.messageId} in (${theirs})`))
    .returning({ key: attachments.storageKey })
  ctx.storage.removeLater(gone.map(({ key }) => key))
}

/** The log keeps its numbers; what they told of is told as gone. So does whoever comes back to it hear. */
async function forget(ctx: Context<TenantActor>, lives: string[], talks: string[]) {
  const ofTalk = talks.length > 0 ? inArray(events.conversationId, talks) : sql`false`
  const dataId = sql`substring(${events.data} from '^\\{"id":"(cu_[A-Za-z0-9_-]{21})"')`
  const ofPerson = sql`(${events.type} like 'chat_user.%' and ${inArray(dataId, lives)})`
  const byThem = inArray(
    events.actor,
    lives.map(life => `chatuser:${life}`),
  )
  const either = (talk: SQL, person: SQL, other: unknown) =>
    sql`case when ${ofTalk} then ${talk} when ${ofPerson} then ${person} else ${other} end`
  await rewriteLog(ctx.tx, sql`(${ofTalk} or ${ofPerson} or ${byThem})`, {
    type: either(sql`'conversation.removed'`, sql`'chat_user.deleted'`, events.type),
    data: either(
      sql`concat('{"id":"', ${events.conversationId}, '"}')`,
      sql`concat('{"id":"', ${dataId}, '"}')`,
      events.data,
    ),
    visitorData: either(sql`null`, sql`null`, events.visitorData),
    actor: 'system',
  })
  for (const life of lives)
    await ctx.tx
      .update(auditLog)
      .set({ target: hashOf(ctx, life), data: {} })
      .where(or(sql`${auditLog.target} = ${life}`, sql`${auditLog.data}::text like ${`%${life}%`}`))
}
