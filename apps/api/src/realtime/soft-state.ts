import type { Connection } from './connection.ts'
import type { Hub } from './hub.ts'

// Presence, typing and viewing: in memory only, gone with the process, never in the log.

const TYPING_EVERY_MS = 1000

export interface SoftState {
  arrived(connection: Connection): void
  left(connection: Connection): void
  typing(connection: Connection, conversationId: string): Promise<void>
  viewing(connection: Connection, conversationId: string | null): Promise<void>
}

/** @param sightOf topics that see a conversation, or null where the connection must not */
export function createSoftState(
  hub: Hub,
  sightOf: (connection: Connection, conversationId: string) => Promise<readonly string[] | null>,
  nameOf: (connection: Connection) => Promise<string | null>,
  now: () => number,
): SoftState {
  const typed = new WeakMap<Connection, Map<string, number>>()
  const announced = new Map<string, string>()

  const onlineMembers = (organizationId: string) =>
    [
      ...new Set([...hub.of(organizationId)].filter(c => c.actor.kind === 'member').map(c => c.actor.id)),
    ].sort()

  const announce = (organizationId: string, also?: Connection) => {
    const online = onlineMembers(organizationId)
    const key = online.join()
    const changed = announced.get(organizationId) !== key
    announced.set(organizationId, key)
    for (const connection of hub.of(organizationId)) {
      if (!changed && connection !== also) continue
      // A visitor learns whether somebody is there, not who.
      const visible = connection.actor.kind === 'member' ? online : online.slice(0, 1).map(() => 'team')
      connection.send({ t: 'presence', online: visible })
    }
  }

  const tellViewers = async (connection: Connection, conversationId: string) => {
    const sight = await sightOf(connection, conversationId)
    if (!sight) return
    const room = [...hub.of(connection.actor.organizationId)].filter(c => c.actor.kind === 'member')
    const memberIds = [...new Set(room.filter(c => c.viewing === conversationId).map(c => c.actor.id))].sort()
    for (const c of room) if (sees(c, sight)) c.send({ t: 'viewing', conversationId, memberIds })
  }

  return {
    arrived: connection => announce(connection.actor.organizationId, connection),
    left(connection) {
      if (connection.viewing) void tellViewers(connection, connection.viewing).catch(() => {})
      announce(connection.actor.organizationId)
    },
    async typing(connection, conversationId) {
      const seen = typed.get(connection) ?? new Map<string, number>()
      typed.set(connection, seen)
      if (now() - (seen.get(conversationId) ?? Number.NEGATIVE_INFINITY) < TYPING_EVERY_MS) return
      seen.set(conversationId, now())
      const sight = await sightOf(connection, conversationId)
      if (!sight) return
      const isMember = connection.actor.kind === 'member'
      const from = {
        kind: isMember ? ('member' as const) : ('visitor' as const),
        id: connection.actor.id,
        name: await nameOf(connection),
      }
      for (const other of hub.of(connection.actor.organizationId))
        if (other.who !== connection.who && sees(other, sight))
          other.send({ t: 'typing', conversationId, from })
    },
    async viewing(connection, conversationId) {
      const before = connection.viewing
      if (conversationId && !(await sightOf(connection, conversationId))) return
      connection.viewing = conversationId
      if (before && before !== conversationId) await tellViewers(connection, before)
      if (conversationId) await tellViewers(connection, conversationId)
    },
  }
}

const sees = (connection: Connection, sight: readonly string[]) =>
  sight.some(topic => connection.actor.topics.includes(topic))
