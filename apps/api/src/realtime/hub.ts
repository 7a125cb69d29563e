import type { Database } from '@halloo/db'
import type { EventPage } from '@halloo/protocol'
import type { MemberActor, VisitorActor } from '../auth/actor.ts'
import type { EventCursors } from '../events/cursor.ts'
import { createFeed, type Feed } from '../events/feed.ts'
import { readHead, readLog } from '../events/log.ts'
import type { LoggedEvent } from '../events/write.ts'
import { type Connection, hears } from './connection.ts'

/** How far behind a client may be before it fetches everything anew. */
const MOST_BEHIND = 500

export interface Hub {
  feed: Feed
  /** Joins, reads what was missed, then lets live events through: nothing falls between. */
  join(
    connection: Connection,
    cursor: string | undefined,
  ): Promise<{ cursor: string; missed: LoggedEvent[] } | 'resync'>
  release(connection: Connection, from: number): void
  /** What an actor would have heard after a cursor. */
  read(actor: MemberActor | VisitorActor, cursor: string | undefined): Promise<EventPage>
  leave(connection: Connection): void
  /** Open connections of an organization. */
  of(organizationId: string): ReadonlySet<Connection>
  all(): Iterable<Connection>
  sendEvents(connection: Connection, events: readonly LoggedEvent[]): void
}

const NOBODY: ReadonlySet<Connection> = new Set()

export function createHub(
  db: Database,
  cursors: EventCursors,
  onEvent: (organizationId: string, event: LoggedEvent) => void,
): Hub {
  const rooms = new Map<string, Set<Connection>>()

  const tailOf = (event: LoggedEvent, data: string) => `"type":"${event.type}","data":${data}}`

  const deliver = (organizationId: string, connections: Iterable<Connection>, event: LoggedEvent) => {
    let cursor: string | undefined
    let team: string | undefined
    let visitor: string | undefined
    for (const connection of connections) {
      if (!connection.hears(event)) continue
      const isMember = connection.actor.kind === 'member'
      if (!isMember && event.visitorData === null) continue
      cursor ??= cursors.seal(organizationId, event.seq)
      if (isMember) team ??= tailOf(event, event.data)
      else visitor ??= tailOf(event, event.visitorData ?? 'null')
      connection.sendEvent(cursor, (isMember ? team : visitor) ?? '')
    }
  }

  const feed = createFeed(db, (organizationId, events) => {
    const room = rooms.get(organizationId) ?? NOBODY
    for (const event of events) {
      for (const connection of room) connection.held?.push(event)
      deliver(
        organizationId,
        [...room].filter(connection => connection.held === null),
        event,
      )
      onEvent(organizationId, event)
    }
  })

  return {
    feed,
    async join(connection, cursor) {
      const { organizationId } = connection.actor
      const room = rooms.get(organizationId) ?? new Set()
      rooms.set(organizationId, room.add(connection))
      const head = await feed.follow(organizationId)
      const from = cursor === undefined ? head : cursors.open(organizationId, cursor)
      if (from === undefined || from > head) return 'resync'
      const missed = from === head ? [] : await readLog(db, organizationId, from, MOST_BEHIND + 1)
      if (missed.length > MOST_BEHIND) return 'resync'
      return { cursor: cursors.seal(organizationId, from), missed }
    },
    async read(actor, cursor) {
      const head = await readHead(db, actor.organizationId)
      const from = cursor === undefined ? head : cursors.open(actor.organizationId, cursor)
      const here = { events: [], cursor: cursors.seal(actor.organizationId, head) }
      if (from === undefined || from > head) return { ...here, resync: true }
      const log = from === head ? [] : await readLog(db, actor.organizationId, from, MOST_BEHIND + 1)
      if (log.length > MOST_BEHIND) return { ...here, resync: true }
      const dataOf = (event: LoggedEvent) => (actor.kind === 'member' ? event.data : event.visitorData)
      const events = log.filter(event => hears(actor.topics, event) && dataOf(event) !== null)
      return {
        events: events.map(event => ({
          cursor: cursors.seal(actor.organizationId, event.seq),
          type: event.type,
          data: JSON.parse(dataOf(event) ?? 'null'),
        })),
        cursor: cursors.seal(actor.organizationId, log.at(-1)?.seq ?? from),
        resync: false,
      }
    },
    release(connection, from) {
      const held = connection.held ?? []
      connection.held = null
      for (const event of held)
        if (event.seq > from) deliver(connection.actor.organizationId, [connection], event)
    },
    leave(connection) {
      const room = rooms.get(connection.actor.organizationId)
      room?.delete(connection)
      if (room?.size === 0) {
        rooms.delete(connection.actor.organizationId)
        feed.unfollow(connection.actor.organizationId)
      }
    },
    of: organizationId => rooms.get(organizationId) ?? NOBODY,
    *all() {
      for (const room of rooms.values()) yield* room
    },
    sendEvents(connection, events) {
      for (const event of events) deliver(connection.actor.organizationId, [connection], event)
    },
  }
}
