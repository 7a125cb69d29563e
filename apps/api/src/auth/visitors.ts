import { type Database, forOrganization, systemOf, tables } from '@halloo/db'
import { and, eq, gt, inArray, isNull, sql } from 'drizzle-orm'
import { Refusal } from '../refusal.ts'
import type { VisitorActor } from './actor.ts'
import { isAllowedOrigin } from './origin.ts'
import { readVisitorToken, SESSION_MS } from './visitor-token.ts'

const { chatUsers, organizations, visitorSessions } = tables

/** Joins a session to the contact whose it is. */
export const ofTheirContact = and(
  eq(chatUsers.organizationId, visitorSessions.organizationId),
  eq(chatUsers.id, visitorSessions.chatUserId),
)

/** A session that is in use lasts on; written at most once a day. */
const SLIDE_AFTER_MS = 24 * 60 * 60 * 1000

type Rows = Awaited<ReturnType<typeof readSessions>>

/**
 * The visitor behind a token, on a page where the widget is allowed.
 * @throws Refusal `origin_not_allowed`, `widget_disabled`, `identity_required`
 */
export type AuthenticateVisitor = (token: string, origin: string | null) => Promise<VisitorActor | undefined>

/** Tokens of one organization that come while a look-up is under way are looked up together by the next. */
export function createVisitorLookUp(db: Database, ownOrigin: string, now: () => Date): AuthenticateVisitor {
  const underWay = new Map<string, Promise<unknown>>()
  const waiting = new Map<string, { hashes: string[]; rows: Promise<Rows> }>()

  const begin = (organizationId: string, hashes: string[]): Promise<Rows> => {
    waiting.delete(organizationId)
    const reading = readSessions(db, organizationId, hashes, now())
    const done = reading
      .catch(() => {})
      .then(() => {
        if (underWay.get(organizationId) === done) underWay.delete(organizationId)
      })
    underWay.set(organizationId, done)
    return reading
  }

  const look = (organizationId: string, hash: string): Promise<Rows> => {
    const known = waiting.get(organizationId)
    if (known) {
      known.hashes.push(hash)
      return known.rows
    }
    const before = underWay.get(organizationId)
    if (!before) return begin(organizationId, [hash])
    const hashes = [hash]
    const rows = before.then(() => begin(organizationId, hashes))
    waiting.set(organizationId, { hashes, rows })
    return rows
  }

  return async (token, origin) => {
    const claim = readVisitorToken(token)
    const row = claim && (await look(claim.organizationId, claim.hash)).get(claim.hash)
    if (!claim || !row) return undefined
    if (!row.chatIsActive) throw new Refusal('widget_disabled')
    if (row.chatIdentityMode === 'required' && !row.identitySecretId) throw new Refusal('identity_required')
    if (!isAllowedOrigin(origin, row, ownOrigin)) throw new Refusal('origin_not_allowed')
    return {
      kind: 'visitor' as const,
      organizationId: claim.organizationId,
      id: row.chatUserId,
      sessionId: row.id,
      topics: ['visitors', `chatuser:${row.chatUserId}`],
      blocked: row.status === 'blocked',
    }
  }
}

/** Sessions that hold, by the hash of their token. */
const readSessions = (db: Database, organizationId: string, hashes: readonly string[], now: Date) =>
  forOrganization(db, systemOf(organizationId), async tx => {
    const rows = await tx
      .select({
        hash: visitorSessions.tokenHash,
        id: visitorSessions.id,
        chatUserId: visitorSessions.chatUserId,
        lastUsedAt: visitorSessions.lastUsedAt,
        identitySecretId: visitorSessions.identitySecretId,
        status: chatUsers.status,
        chatDomain: organizations.chatDomain,
        chatAllowedDomains: organizations.chatAllowedDomains,
        chatIsActive: organizations.chatIsActive,
        chatIdentityMode: organizations.chatIdentityMode,
      })
      .from(visitorSessions)
      .innerJoin(organizations, eq(organizations.id, visitorSessions.organizationId))
      .innerJoin(chatUsers, ofTheirContact)
      .where(
        and(
          // One parameter however many, so that it is one statement.
          sql`${visitorSessions.tokenHash} = any(array(select json_array_elements_text(${JSON.stringify(hashes)}::json)))`,
          isNull(visitorSessions.revokedAt),
          gt(visitorSessions.expiresAt, now),
        ),
      )
    const isIdle = (row: { lastUsedAt: Date }) => now.getTime() - row.lastUsedAt.getTime() > SLIDE_AFTER_MS
    const idle = rows.filter(isIdle).map(({ id }) => id)
    if (idle.length > 0)
      await tx
        .update(visitorSessions)
        .set({ lastUsedAt: now, expiresAt: new Date(now.getTime() + SESSION_MS) })
        .where(inArray(visitorSessions.id, idle))
    return new Map(rows.map(row => [row.hash, row]))
  })
