import type { Connection } from './connection.ts'

const NOBODY: ReadonlySet<Connection> = new Set()

/** Who is connected, by organization and in it by topic: an event costs its audience, not everybody. */
export class Rooms {
  private readonly rooms = new Map<string, { all: Set<Connection>; topics: Map<string, Set<Connection>> }>()

  enter(connection: Connection) {
    const { organizationId, topics } = connection.actor
    const room = this.rooms.get(organizationId) ?? { all: new Set(), topics: new Map() }
    this.rooms.set(organizationId, room)
    room.all.add(connection)
    for (const topic of topics) {
      const hearers = room.topics.get(topic)
      if (hearers) hearers.add(connection)
      else room.topics.set(topic, new Set([connection]))
    }
  }

  /** @returns whether nobody is left in the organization */
  leave(connection: Connection): boolean {
    const { organizationId, topics } = connection.actor
    const room = this.rooms.get(organizationId)
    if (!room?.all.delete(connection)) return false
    for (const topic of topics) {
      const hearers = room.topics.get(topic)
      hearers?.delete(connection)
      if (hearers?.size === 0) room.topics.delete(topic)
    }
    if (room.all.size > 0) return false
    return this.rooms.delete(organizationId)
  }

  of = (organizationId: string): ReadonlySet<Connection> => this.rooms.get(organizationId)?.all ?? NOBODY

  hearing = (organizationId: string, topic: string): ReadonlySet<Connection> =>
    this.rooms.get(organizationId)?.topics.get(topic) ?? NOBODY;

  *all(): Iterable<Connection> {
    for (const room of this.rooms.values()) yield* room.all
  }
}
