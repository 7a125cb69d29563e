import { tables } from '@halloo/db'
import { and, eq, isNull, ne, sql } from 'drizzle-orm'
import { addressHash, type MailLinks, RETURN_USES } from '../../auth/mail-links.ts'
import type { OpenContext } from '../../door/context.ts'
import { Refusal } from '../../refusal.ts'
import { asChatUser, updateChatUser } from '../chat-users/service.ts'
import { type ChatUserRow, type Inside, type Present, presentVisitor, type Whereabouts } from './visitor.ts'

const { chatUsers, mailAddresses, mails, visitorSessions } = tables

/**
 * The contact to whose address a link was mailed, and the conversation that it told of. Nothing of whoever has the page open goes along: a link may come
 * from a stranger, who would read it then.
 * @throws Refusal `link_expired` for every link that does not hold, `visitor_blocked`, `signed_in_as_another`
 */
export async function comeBack(
  ctx: Inside,
  from: OpenContext,
  links: MailLinks,
  token: string,
  whereabouts: Whereabouts,
) {
  const { tx, now } = ctx
  const id = links.readReturn(ctx.actor.organizationId, token)
  const found = id && (await findMail(ctx, id))
  if (!found) throw new Refusal('link_expired')
  const { mail, row } = found
  const isTheirs = row.email !== null && addressHash(ctx.actor.organizationId, row.email) === mail.addressHash
  if (!isTheirs || mail.linkUses >= RETURN_USES || mail.linkExpiresAt <= now())
    throw new Refusal('link_expired')
  if (row.status === 'blocked') throw new Refusal('visitor_blocked')
  const present = await presentVisitor(ctx, from)
  if (present && !present.isAnonymous && present.row.id !== row.id) throw new Refusal('signed_in_as_another')
  await tx
    .update(mails)
    .set({ linkUses: sql`${mails.linkUses} + 1` })
    .where(eq(mails.id, mail.id))
  await tx
    .update(mailAddresses)
    .set({ unprovenMailId: null })
    .where(eq(mailAddresses.unprovenMailId, mail.id))
  if (!row.verified) await endUnproven(ctx, row, present)
  const visitor = await updateChatUser(ctx, row.id, { ...whereabouts, verified: true, lastSeenAt: now() })
  return { visitor, conversationId: mail.conversationId }
}

async function findMail({ tx }: Inside, id: string) {
  const [found] = await tx
    .select({ mail: mails, row: chatUsers })
    .from(mails)
    .innerJoin(
      chatUsers,
      and(eq(chatUsers.organizationId, mails.organizationId), eq(chatUsers.id, mails.chatUserId)),
    )
    .where(eq(mails.id, id))
    .for('update')
  return found
}

/**
 * Until now anybody could have said that the address is theirs. Whoever proves it does not share it with who only
 * said so: other browsers end, but for this one and those that the customer's server vouches for.
 */
async function endUnproven(ctx: Inside, row: ChatUserRow, present: Present | undefined) {
  const isOther = present && present.row.id === row.id ? ne(visitorSessions.id, present.sessionId) : undefined
  const ended = await ctx.tx
    .update(visitorSessions)
    .set({ revokedAt: ctx.now() })
    .where(
      and(
        eq(visitorSessions.chatUserId, row.id),
        isNull(visitorSessions.identitySecretId),
        isNull(visitorSessions.revokedAt),
        isOther,
      ),
    )
    .returning({ id: visitorSessions.id })
  const sight = { conversationId: null, before: [], after: ['everything', `chatuser:${row.id}`] }
  if (ended.length > 0) ctx.emit('chat_user.signed_out', asChatUser(row), null, sight)
}
