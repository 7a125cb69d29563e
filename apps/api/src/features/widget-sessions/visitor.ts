import { tables } from '@halloo/db'
import { and, eq, gt, isNull, sql } from 'drizzle-orm'
import type { SystemActor } from '../../auth/actor.ts'
import { hashToken, newVisitorToken, readVisitorToken, SESSION_MS } from '../../auth/visitor-token.ts'
import { ofTheirContact } from '../../auth/visitors.ts'
import type { Context, OpenContext } from '../../door/context.ts'
import { newId } from '../../ids.ts'
import { Refusal } from '../../refusal.ts'
import { asChatUser } from '../chat-users/service.ts'

const { chatUserCredentials, chatUsers, contactExternalIds, visitorSessions } = tables
export type ChatUserRow = typeof chatUsers.$inferSelect
export type Inside = Context<SystemActor>

/** What somebody's browser says of them when they come: what they read, and where they are. */
export interface Whereabouts {
  language?: string
  timeZone?: string
}

/** Makes a contact; whoever else they turn out to be is said later. */
export async function createVisitor(
  { tx, emit, now }: Inside,
  from: OpenContext,
  whereabouts: Whereabouts = {},
): Promise<ChatUserRow> {
  const at = now()
  const [row] = await tx
    .insert(chatUsers)
    .values({
      id: newId('chatUser'),
      ...whereabouts,
      userAgent: familyOf(from.userAgent),
      ipAddress: truncated(from.address),
      createdAt: at,
      updatedAt: at,
      lastSeenAt: at,
    })
    .returning()
  if (!row) throw new Refusal('unavailable')
  const sight = { conversationId: null, before: [], after: ['everything'] }
  emit('chat_user.created', asChatUser(row), null, sight)
  return row
}

/** A token for a contact. `identitySecretId` names the secret that vouches for them. */
export async function createSession(
  { actor, tx, now }: Inside,
  from: OpenContext,
  chatUserId: string,
  identitySecretId: string | null = null,
) {
  const token = newVisitorToken(actor.organizationId)
  const at = now()
  const expiresAt = new Date(at.getTime() + SESSION_MS)
  await tx.insert(visitorSessions).values({
    id: newId('visitorSession'),
    chatUserId,
    tokenHash: hashToken(token),
    origin: from.origin,
    identitySecretId,
    createdAt: at,
    lastUsedAt: at,
    expiresAt,
  })
  return { token, expiresAt }
}

export interface Present {
  sessionId: string
  row: ChatUserRow
  /** Nobody knows yet who it is, and nobody has blocked them. */
  isAnonymous: boolean
}

/** The visitor whose token was sent along, if it holds; the rows stay locked. */
export async function presentVisitor(ctx: Inside, { bearer }: OpenContext): Promise<Present | undefined> {
  const claim = bearer ? readVisitorToken(bearer) : undefined
  if (!claim || claim.organizationId !== ctx.actor.organizationId) return undefined
  const [found] = await ctx.tx
    .select({
      sessionId: visitorSessions.id,
      row: chatUsers,
      isKnown: sql<boolean>`exists (select from ${contactExternalIds} x
        where x.organization_id = ${chatUsers.organizationId} and x.chat_user_id = ${chatUsers.id} and x.type = 'user')
        or exists (select from ${chatUserCredentials} c
        where c.organization_id = ${chatUsers.organizationId} and c.chat_user_id = ${chatUsers.id})`,
    })
    .from(visitorSessions)
    .innerJoin(chatUsers, ofTheirContact)
    .where(
      and(
        eq(visitorSessions.tokenHash, claim.hash),
        isNull(visitorSessions.revokedAt),
        gt(visitorSessions.expiresAt, ctx.now()),
      ),
    )
    .for('update')
  if (!found) return undefined
  const { sessionId, row, isKnown } = found
  return { sessionId, row, isAnonymous: !isKnown && row.status === 'active' }
}

/** The last part of an address is the visitor's own: /24 is kept of IPv4, /48 of IPv6. */
function truncated(address: string) {
  const plain = address.replace(/^::ffff:/, '')
  return plain.includes(':') ? `${plain.split(':').slice(0, 3).join(':')}::` : plain.replace(/\.\d+$/, '.0')
}

/** The browser's family and system, without the versions that would tell one visitor from another. */
function familyOf(userAgent: string | null) {
  if (!userAgent) return null
  const browser =
    ['Edg', 'OPR', 'Firefox', 'Chrome', 'Safari'].find(name => userAgent.includes(`${name}/`)) ?? 'Other'
  const system =
    ['Android', 'iPhone', 'iPad', 'Windows', 'Mac OS X', 'Linux'].find(name => userAgent.includes(name)) ??
    'Other'
  return `${browser.replace('Edg', 'Edge').replace('OPR', 'Opera')} on ${system.replace('Mac OS X', 'macOS')}`
}
