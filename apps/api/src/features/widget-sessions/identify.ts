import { tables } from '@halloo/db'
import { type IdentityClaims, metadata } from '@halloo/protocol'
import { and, eq, inArray, isNull, lt, sql } from 'drizzle-orm'
import type { OpenContext } from '../../door/context.ts'
import { updateChatUser } from '../chat-users/service.ts'
import { noteUse, readLiveSecrets } from '../identity-secrets/service.ts'
import { readIdentityToken, untrusted } from './identity-token.ts'
import { mergeChatUser } from './merge.ts'
import {
  type ChatUserRow,
  createVisitor,
  type Inside,
  type Present,
  presentVisitor,
  type Whereabouts,
} from './visitor.ts'

const { chatUsers, contactExternalIds, usedIdentityTokens, visitorSessions } = tables

/** What others call a contact that the customer's server vouches for. */
const TYPE = 'user'

/** The contact that an identity token names: found, or made of whoever has the page open. */
export async function identify(ctx: Inside, from: OpenContext, token: string, whereabouts: Whereabouts) {
  const { claims, secretId } = await readIdentityToken(token, {
    organizationId: ctx.actor.organizationId,
    secrets: await readLiveSecrets(ctx),
    now: ctx.now(),
  })
  // One person on two devices at once is one person.
  await ctx.tx.execute(
    sql`select pg_advisory_xact_lock(hashtextextended(${`${ctx.actor.organizationId} ${claims.sub}`}, 0))`,
  )
  const [present, known] = [await presentVisitor(ctx, from), await findBySub(ctx, claims.sub)]
  const isFirst = await useOnce(ctx, claims)
  // Whose answer was lost may ask again, if they are that person already.
  if (!isFirst && !(known && present?.row.id === known.id)) throw untrusted('replayed', 'jti')
  const row = known ? await become(ctx, known, present) : await claim(ctx, from, claims.sub, present)
  await vouchFor(ctx, row.id, secretId)
  await noteUse(ctx, secretId)
  const profile = { ...whereabouts, ...profileOf(row, claims, ctx.now()) }
  return { secretId, visitor: await updateChatUser(ctx, row.id, profile) }
}

async function findBySub({ tx }: Inside, sub: string): Promise<ChatUserRow | undefined> {
  const [found] = await tx
    .select({ row: chatUsers })
    .from(contactExternalIds)
    .innerJoin(
      chatUsers,
      and(
        eq(chatUsers.organizationId, contactExternalIds.organizationId),
        eq(chatUsers.id, contactExternalIds.chatUserId),
      ),
    )
    .where(and(eq(contactExternalIds.type, TYPE), eq(contactExternalIds.value, sub)))
  return found?.row
}

/** Nobody has this id yet: the anonymous visitor is given it, or a new contact. */
async function claim(ctx: Inside, from: OpenContext, sub: string, present: Present | undefined) {
  const row = present?.isAnonymous ? present.row : await createVisitor(ctx, from)
  if (!present?.isAnonymous) await endSession(ctx, present)
  await ctx.tx
    .insert(contactExternalIds)
    .values({ type: TYPE, value: sub, chatUserId: row.id, verifiedAt: ctx.now(), createdAt: ctx.now() })
  return row
}

/** Somebody known is back. What they wrote before they said so is theirs; what somebody else wrote is not. */
async function become(ctx: Inside, known: ChatUserRow, present: Present | undefined) {
  if (!present || present.row.id === known.id) return known
  if (present.isAnonymous) await mergeChatUser(ctx, present.row, known)
  else await endSession(ctx, present)
  return known
}

/** Another person sits there now. */
async function endSession({ tx, now }: Inside, present: Present | undefined) {
  if (!present) return
  await tx.update(visitorSessions).set({ revokedAt: now() }).where(eq(visitorSessions.id, present.sessionId))
}

/** Sessions from before go on, and end with the secret like the new one. */
const vouchFor = ({ tx }: Inside, chatUserId: string, identitySecretId: string) =>
  tx
    .update(visitorSessions)
    .set({ identitySecretId })
    .where(
      and(
        eq(visitorSessions.chatUserId, chatUserId),
        isNull(visitorSessions.identitySecretId),
        isNull(visitorSessions.revokedAt),
      ),
    )

/** @returns whether the token had not been exchanged before */
async function useOnce({ tx, now }: Inside, { jti, exp }: IdentityClaims) {
  const old = tx
    .select({ jti: usedIdentityTokens.jti })
    .from(usedIdentityTokens)
    .where(lt(usedIdentityTokens.expiresAt, now()))
    .limit(100)
    .for('update', { skipLocked: true })
  await tx.delete(usedIdentityTokens).where(inArray(usedIdentityTokens.jti, old))
  const expiresAt = new Date((exp + FORGET_AFTER_S) * 1000)
  const used = await tx
    .insert(usedIdentityTokens)
    .values({ jti, expiresAt })
    .onConflictDoNothing()
    .returning({ jti: usedIdentityTokens.jti })
  return used.length > 0
}

/** Later than any leeway, so that a token is never forgotten while it would be believed. */
const FORGET_AFTER_S = 3600

function profileOf(row: ChatUserRow, claims: IdentityClaims, now: Date) {
  const { name, email, phone, avatarUrl, attributes } = claims
  const isSame = email === undefined || email === row.email
  return {
    ...(name !== undefined && { name }),
    ...(email !== undefined && { email }),
    ...(phone !== undefined && { phone }),
    ...(avatarUrl !== undefined && { avatarUrl }),
    ...(attributes && { metadata: together(row.metadata, attributes) }),
    verified:
      claims.email_verified !== undefined && email !== undefined
        ? claims.email_verified
        : isSame && row.verified,
    lastSeenAt: now,
  }
}

/** The team's own attributes stay; where there is no room for both, the signed ones hold. */
function together(kept: ChatUserRow['metadata'], signed: ChatUserRow['metadata']) {
  const both = metadata.safeParse({ ...kept, ...signed })
  return both.success ? both.data : signed
}
