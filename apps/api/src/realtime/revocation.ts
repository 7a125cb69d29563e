import { type Database, forOrganization, systemOf, tables } from '@halloo/db'
import { and, gt, inArray } from 'drizzle-orm'
import { activeMembers, liveVisitorSessions } from '../auth/authenticate.ts'
import type { LoggedEvent } from '../events/write.ts'
import { oneAtATime } from '../one-at-a-time.ts'
import type { Connection } from './connection.ts'
import type { Hub } from './hub.ts'

// What somebody may see can change while they are connected: then their socket ends, and they come back as
// who they are now, or not at all.

/** Events after which the rights of everybody connected are read again. */
const RIGHTS = /^(member|department|settings)\./
const ORGANIZATIONS_AT_ONCE = 3
/** How often the rights of everybody are read without a reason. */
export const RIGHTS_MS = 45_000

export interface RevocationParts {
  db: Database
  authDb: Database
  hubOf(): Hub
  now(): Date
}

export interface Revocation {
  /** Looks at an event as it passes. */
  onEvent(organizationId: string, event: LoggedEvent): void
  /** Ends the sockets of members whose sessions were signed out, revoked or have expired. */
  checkSessions(): Promise<void>
  /** Compares everybody connected with what they may now. */
  checkRights(): Promise<void>
}

export function createRevocation({ db, authDb, hubOf, now }: RevocationParts): Revocation {
  const review = async (organizationId: string) => {
    const room = [...hubOf().of(organizationId)]
    const team = room.flatMap(({ actor }) => (actor.kind === 'member' ? [actor.userId] : []))
    const sessions = room.flatMap(({ actor }) => (actor.kind === 'visitor' ? [actor.sessionId] : []))
    if (room.length === 0) return
    const [members, visitors] = await forOrganization(db, systemOf(organizationId), tx =>
      Promise.all([
        team.length > 0 ? activeMembers(tx, [...new Set(team)]) : [],
        sessions.length > 0 ? liveVisitorSessions(tx, [...new Set(sessions)], now()) : [],
      ]),
    )
    const memberBy = new Map(members.map(member => [member.userId, member]))
    const visitorBy = new Map(visitors.map(visitor => [visitor.id, visitor]))
    for (const connection of room) {
      const { actor } = connection
      if (actor.kind === 'visitor') {
        const visitor = visitorBy.get(actor.sessionId)
        if (!visitor || (visitor.status === 'blocked' && !actor.blocked)) connection.bye('revoked')
        else if (visitor.chatUserId !== actor.id) connection.bye('resync', 0)
        continue
      }
      const member = memberBy.get(actor.userId)
      if (!member) connection.bye('revoked')
      else if (member.role !== actor.role || member.topics.join() !== actor.topics.join())
        connection.bye('resync', 0)
    }
  }

  /** A team's rights may change in bursts; a room is read once after, not once for each. */
  const reviews = new Map<string, () => Promise<void>>()
  const reviewSoon = async (organizationId: string) => {
    const run = reviews.get(organizationId) ?? oneAtATime(() => review(organizationId))
    reviews.set(organizationId, run)
    await run().catch(() => {})
    reviews.delete(organizationId)
  }

  return {
    onEvent(organizationId, event) {
      if (RIGHTS.test(event.type)) void reviewSoon(organizationId)
      const fate = fateOf(event)
      if (fate)
        for (const connection of hubOf().of(organizationId))
          if (connection.actor.kind === 'visitor' && event.audience.includes(connection.who))
            connection.bye(fate, fate === 'resync' ? 0 : undefined)
    },
    checkSessions: oneAtATime(async () => {
      const members = [...hubOf().all()].filter(connection => connection.actor.kind === 'member')
      if (members.length === 0) return
      const ids = [...new Set(members.map(connection => connection.actor.sessionId))]
      const live = await authDb
        .select({ id: tables.sessions.id })
        .from(tables.sessions)
        .where(and(inArray(tables.sessions.id, ids), gt(tables.sessions.expiresAt, now())))
      const alive = new Set(live.map(({ id }) => id))
      for (const connection of members) if (!alive.has(connection.actor.sessionId)) connection.bye('revoked')
    }),
    checkRights: oneAtATime(async () => {
      const organizations = [...new Set([...hubOf().all()].map(organizationOf))]
      const worker = async () => {
        for (let next = organizations.pop(); next !== undefined; next = organizations.pop())
          await review(next)
      }
      await Promise.all(Array.from({ length: ORGANIZATIONS_AT_ONCE }, worker))
    }),
  }
}

/** What an event about a contact means for their own sockets. */
function fateOf({ type, data }: LoggedEvent) {
  if (type === 'chat_user.merged') return 'resync'
  if (type === 'chat_user.signed_out' || type === 'chat_user.deleted') return 'revoked'
  return type === 'chat_user.updated' && data.includes('"status":"blocked"') ? 'revoked' : undefined
}

const organizationOf = (connection: Connection) => connection.actor.organizationId
