import { type Database, tables } from '@halloo/db'
import { and, gt, inArray } from 'drizzle-orm'
import type { MemberActor } from '../auth/actor.ts'
import type { LoggedEvent } from '../events/write.ts'
import type { Connection } from './connection.ts'
import type { Hub } from './hub.ts'

// What somebody may see can change while they are connected: then their socket ends, and they come back as
// who they are now, or not at all.

/** Events after which members' rights are read again. */
const RIGHTS = /^(member|department|settings)\./

export interface RevocationParts {
  authDb: Database
  hubOf(): Hub
  memberActor(organizationId: string, userId: string, sessionId: string): Promise<MemberActor | undefined>
}

export function createRevocation({ authDb, hubOf, memberActor }: RevocationParts) {
  const judge = async (connection: Connection) => {
    const { actor } = connection
    if (actor.kind !== 'member') return
    const now = await memberActor(actor.organizationId, actor.userId, actor.sessionId)
    if (!now) return connection.bye('revoked')
    if (now.role !== actor.role || now.topics.join() !== actor.topics.join()) connection.bye('resync', 0)
  }

  return {
    /** Looks at an event as it passes. */
    onEvent(organizationId: string, event: LoggedEvent) {
      const room = [...hubOf().of(organizationId)]
      if (RIGHTS.test(event.type)) for (const connection of room) void judge(connection).catch(() => {})
      if (event.type === 'chat_user.updated' && event.data.includes('"status":"blocked"'))
        for (const connection of room)
          if (connection.actor.kind === 'visitor' && event.audience.includes(connection.who))
            connection.bye('revoked')
    },
    /** Ends the sockets of sessions that were signed out, revoked or have expired. */
    async checkSessions() {
      const members = [...hubOf().all()].filter(connection => connection.actor.kind === 'member')
      if (members.length === 0) return
      const ids = [...new Set(members.map(connection => connection.actor.sessionId))]
      const live = await authDb
        .select({ id: tables.sessions.id })
        .from(tables.sessions)
        .where(and(inArray(tables.sessions.id, ids), gt(tables.sessions.expiresAt, new Date())))
      const alive = new Set(live.map(({ id }) => id))
      for (const connection of members) if (!alive.has(connection.actor.sessionId)) connection.bye('revoked')
    },
  }
}
