import { tables } from '@halloo/db'
import { and, eq, gt, isNotNull, isNull, sql } from 'drizzle-orm'
import type { SystemActor } from '../auth/actor.ts'
import type { Context } from '../door/context.ts'
import { ofContact } from '../features/conversations/read.ts'
import { readMessages } from '../features/messages/read.ts'

const { chatUsers, conversationParticipants, conversations, mails, messages, organizations } = tables

/** What was said so long ago is not mailed any more. */
const STALE_MS = 3 * 24 * 60 * 60_000
const MOST = 20

export type Answer = NonNullable<Awaited<ReturnType<typeof readAnswer>>>

/** What a visitor with an address has been answered, and has neither read nor been mailed; nothing if there is none. */
export async function readAnswer(ctx: Context<SystemActor>, conversationId: string) {
  const person = await readPerson(ctx, conversationId)
  if (!person) return undefined
  const { readSeq, mailedSeq, ...to } = person
  const said = await readMessages(ctx.tx, {
    where: and(
      eq(messages.conversationId, conversationId),
      gt(messages.seq, Math.max(readSeq, mailedSeq)),
      eq(messages.senderType, 'agent'),
      isNull(messages.deletedAt),
    ),
    limit: MOST,
  })
  const last = said.at(-1)
  if (!last || last.row.createdAt.getTime() < ctx.now().getTime() - STALE_MS) return undefined
  return {
    ...to,
    conversationId,
    upToSeq: last.row.seq,
    /** Whom somebody else vouches for comes in by their link only where the address is known to be theirs. */
    mayEnter: person.identityMode !== 'required' && (person.verified || !person.isVouchedFor),
    said: said.map(({ row, files, senderName }) => ({
      name: senderName ?? person.organization,
      text: row.content,
      files: files.map(file => file.fileName),
    })),
  }
}

async function readPerson({ tx }: Context<SystemActor>, conversationId: string) {
  const hasOne = (table: string) =>
    sql`exists (select from ${sql.raw(table)} x where x.organization_id = ${chatUsers.organizationId} and x.chat_user_id = ${chatUsers.id})`
  const [row] = await tx
    .select({
      chatUserId: chatUsers.id,
      email: chatUsers.email,
      verified: chatUsers.verified,
      language: chatUsers.language,
      isVouchedFor: sql<boolean>`${hasOne('contact_external_ids')} or ${hasOne('chat_user_credentials')}`,
      organization: organizations.name,
      identityMode: organizations.chatIdentityMode,
      readSeq: sql<number>`coalesce(${conversationParticipants.lastReadSeq}, 0)`,
      mailedSeq: sql<number>`coalesce((select max(m.up_to_seq) from ${mails} m
        where m.organization_id = ${conversations.organizationId} and m.conversation_id = ${conversations.id}
          and m.kind = 'answer' and m.sent_at is not null), 0)`,
    })
    .from(conversations)
    .innerJoin(organizations, eq(organizations.id, conversations.organizationId))
    .innerJoin(chatUsers, ofContact)
    .leftJoin(
      conversationParticipants,
      and(
        eq(conversationParticipants.organizationId, conversations.organizationId),
        eq(conversationParticipants.conversationId, conversations.id),
        eq(conversationParticipants.chatUserId, conversations.chatUserId),
      ),
    )
    .where(
      and(
        eq(conversations.id, conversationId),
        eq(conversations.channel, 'web'),
        eq(chatUsers.status, 'active'),
        eq(organizations.chatIsActive, true),
        isNotNull(chatUsers.email),
      ),
    )
  return row?.email ? { ...row, email: row.email } : undefined
}
