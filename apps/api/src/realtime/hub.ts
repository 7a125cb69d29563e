import type { Database } from '@halloo/db'
import { createCatchUp, type KnownPlace } from '../events/catch-up.ts'
import type { EventCursors, Place } from '../events/cursor.ts'
import { createFeed, type Feed } from '../events/feed.ts'
import type { LoggedEvent } from '../events/write.ts'
import { type Connection, hears, isHidden } from './connection.ts'
import { Rooms } from './rooms.ts'
import { createTellings } from './telling.ts'

/** So many events may somebody have missed before they fetch everything anew. */
const MOST_BEHIND = 500

/** Where somebody joined, and what they have missed. */
export interface Joined {
  from: Place
  /** How to say `from` to them. */
  cursor: string
  missed: LoggedEvent[]
}

export interface Hub {
  feed: Feed
  /** Joins, and reads what was missed. Live events wait until `release`: nothing falls between. */
  join(connection: Connection, cursor: string | undefined): Promise<Joined | 'resync'>
  /** Gives what was missed and what came meanwhile; from now on it hears live. */
  release(connection: Connection, missed: readonly LoggedEvent[]): void
  /** Brings somebody up to date who is joined already. */
  catchUp(connection: Connection, after: number): Promise<void>
  leave(connection: Connection): void
  /** Where the log of an organization stands. */
  head(organizationId: string): Promise<string>
  seal(organizationId: string, place: Place): string
  /** Open connections of an organization. */
  of(organizationId: string): ReadonlySet<Connection>
  /** Those of them that hold a topic. */
  hearing(organizationId: string, topic: string): ReadonlySet<Connection>
  all(): Iterable<Connection>
}

export function createHub(
  db: Database,
  cursors: EventCursors,
  onEvent: (organizationId: string, event: LoggedEvent) => void,
): Hub {
  const rooms = new Rooms()
  const catchUp = createCatchUp(db)
  const tellingOf = createTellings(cursors)

  const give = (connection: Connection, organizationId: string, event: LoggedEvent) => {
    // Held by several topics, or read from the log and rung as well: once is enough.
    if (event.seq <= connection.seq) return
    connection.seq = event.seq
    const { team, visitor } = tellingOf(organizationId, event)
    const text = connection.actor.kind === 'member' ? team : visitor
    if (text !== null) connection.hear(event, text)
  }

  const deliver = (organizationId: string, event: LoggedEvent) => {
    for (const topic of event.audience)
      for (const connection of rooms.hearing(organizationId, topic)) {
        if (isHidden(connection.actor.topics, event)) continue
        if (connection.held) connection.held.push(event)
        else give(connection, organizationId, event)
      }
  }

  const feed = createFeed(db, {
    receive(organizationId, events) {
      for (const event of events) {
        deliver(organizationId, event)
        onEvent(organizationId, event)
      }
    },
    lost(organizationId) {
      for (const connection of [...rooms.of(organizationId)]) connection.bye('resync', 0)
    },
  })

  const release = (connection: Connection, missed: readonly LoggedEvent[]) => {
    const { organizationId } = connection.actor
    for (const event of missed) give(connection, organizationId, event)
    const held = connection.held ?? []
    connection.held = null
    for (const event of held) give(connection, organizationId, event)
    connection.live()
  }

  const readMissed = async ({ actor }: Connection, from: KnownPlace, upTo: Place) => {
    const log = await catchUp(actor.organizationId, from, upTo)
    const missed = log?.filter(event => hears(actor.topics, event))
    return missed && missed.length <= MOST_BEHIND ? missed : undefined
  }

  return {
    feed,
    release,
    async join(connection, cursor) {
      const { organizationId } = connection.actor
      rooms.enter(connection)
      const head = await feed.follow(organizationId)
      const from = cursor === undefined ? head : cursors.open(organizationId, cursor)
      const missed = from && (await readMissed(connection, from, head))
      if (!from || !missed) return 'resync'
      connection.seq = from.seq
      return { from, missed, cursor: cursors.seal(organizationId, from) }
    },
    async catchUp(connection, after) {
      const { organizationId } = connection.actor
      connection.held = []
      connection.seq = after
      const head = await feed.follow(organizationId)
      const missed = await readMissed(connection, { seq: after, mark: undefined }, head)
      if (missed) release(connection, missed)
      else connection.bye('resync', 0)
    },
    leave(connection) {
      if (rooms.leave(connection)) feed.unfollow(connection.actor.organizationId)
    },
    head: async organizationId => cursors.seal(organizationId, await feed.follow(organizationId)),
    seal: cursors.seal,
    of: rooms.of,
    hearing: rooms.hearing,
    all: () => rooms.all(),
  }
}
