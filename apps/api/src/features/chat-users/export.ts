import { tables, widenSight } from '@halloo/db'
import { LIMITS, type VisitorExport } from '@halloo/protocol'
import { asc, inArray, or, sql } from 'drizzle-orm'
import type { VisitorActor } from '../../auth/actor.ts'
import type { Context } from '../../door/context.ts'
import { notFound } from '../../refusal.ts'
import type { Presentable } from '../../shape.ts'
import type { SignedLinks } from '../../storage/signed-links.ts'
import { asAttachment } from '../attachments/service.ts'
import { asVisitorConversation, type FullConversation, readConversations } from '../conversations/read.ts'
import { asVisitorMessage, readMessages } from '../messages/read.ts'
import { livesOf } from './lives.ts'
import { asChatUser } from './service.ts'

const {
  attachments,
  chatUserCredentials,
  contactExternalIds,
  conversations,
  mails,
  messages,
  organizations,
  visitorSessions,
} = tables
/** Nobody has so many; the wire must have some end. */
const MOST = 1_000_000

/** Everything that is held about a visitor, in a number of statements that does not grow with it. */
export async function exportVisitor(
  ctx: Context<VisitorActor>,
  links: SignedLinks,
): Promise<Presentable<VisitorExport>> {
  const { tx, actor } = ctx
  // Their former lives as somebody anonymous are out of their own sight; all below is asked by their ids.
  await widenSight(tx)
  const lives = await livesOf(tx, actor.id)
  const ids = lives.map(({ id }) => id)
  if (ids.length === 0) throw notFound()
  const theirs = inArray(conversations.chatUserId, ids)
  const inTheirs = sql`${messages.conversationId} in (select id from ${conversations} where ${theirs})`
  const [organization] = await tx.select({ name: organizations.name }).from(organizations)
  const [signIn] = await tx
    .select()
    .from(chatUserCredentials)
    .where(inArray(chatUserCredentials.chatUserId, ids))
  const talks = await readConversations(tx, {
    where: theirs,
    orderBy: [sql`${conversations.number}`],
    limit: MOST,
  })
  const said = await readMessages(tx, { where: inTheirs, orderBy: sql`${messages.seq}`, limit: MOST })
  const byTalk = new Map<string, ReturnType<typeof asVisitorMessage>[]>(talks.map(({ row }) => [row.id, []]))
  for (const full of said) byTalk.get(full.row.conversationId)?.push(asVisitorMessage(full))
  const files = await tx
    .select()
    .from(attachments)
    .where(
      or(
        inArray(attachments.chatUserId, ids),
        sql`${attachments.messageId} in (select id from ${messages} where ${inTheirs})`,
      ),
    )
    .orderBy(asc(attachments.createdAt), asc(attachments.id))
  const expiresAt = new Date(ctx.now().getTime() + LIMITS.signedLinkMs)
  return {
    exportedAt: ctx.now(),
    organization: organization?.name ?? '',
    profiles: lives.map(row => ({ ...row, ...asChatUser(row) })),
    externalIds: await tx
      .select()
      .from(contactExternalIds)
      .where(inArray(contactExternalIds.chatUserId, ids)),
    signIn: signIn ?? null,
    sessions: await tx
      .select()
      .from(visitorSessions)
      .where(inArray(visitorSessions.chatUserId, ids))
      .orderBy(asc(visitorSessions.createdAt)),
    mails: (
      await tx
        .select()
        .from(mails)
        .where(inArray(mails.chatUserId, ids))
        .orderBy(asc(mails.createdAt), asc(mails.id))
    ).map(row => ({ ...row, kind: row.kind as VisitorExport['mails'][number]['kind'] })),
    conversations: talks.map(talk => ({ ...asExported(talk), messages: byTalk.get(talk.row.id) ?? [] })),
    files: files.map(row => ({ ...asAttachment(row), url: links.sign(row, expiresAt), expiresAt })),
  }
}

const asExported = (talk: FullConversation) => ({
  ...asVisitorConversation(talk),
  number: talk.row.number,
  channel: talk.row.channel,
  pageUrl: talk.row.pageUrl,
  referrer: talk.row.referrer,
  customFields: talk.row.customFields,
})
