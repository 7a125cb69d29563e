import type { Bus } from '../events/bus/bus.ts'
import type { Connection } from './connection.ts'
import type { Hub } from './hub.ts'

// A member is online while a socket of theirs is open on any node, and for a while after the last one closed:
// who reloads a page or loses the network for a moment does not flicker.

export const GRACE_MS = 15_000
/** Other nodes say again who is online with them; what they do not repeat is over. */
export const REFRESH_MS = 20_000
const EXPIRES_MS = 60_000
const IDS_IN_A_WORD = 100

export interface Presence {
  arrived(connection: Connection): void
  left(connection: Connection): void
  /** Ends what is over; to be called about every second. */
  tick(): void
  /** Says again who is online here. */
  refresh(): void
}

export function createPresence(hub: Hub, bus: Bus, now: () => number): Presence {
  /** By organization and member: open sockets here, or the time at which the member will be offline. */
  const here = new Table<{ sockets: number; until: number }>()
  /** By organization and member: until when which other node vouches for them. */
  const elsewhere = new Table<Map<string, number>>()

  const present = new WeakSet<Connection>()

  const isOnline = (organizationId: string, id: string) =>
    here.get(organizationId, id) !== undefined || elsewhere.get(organizationId, id) !== undefined
  const online = (organizationId: string) =>
    [...new Set([...here.of(organizationId), ...elsewhere.of(organizationId)])].sort()

  const tell = (organizationId: string, connections: Iterable<Connection>) => {
    const members = online(organizationId)
    // A visitor learns whether somebody is there, not who.
    const team = members.slice(0, 1).map(() => 'team')
    for (const connection of connections)
      connection.send({ t: 'presence', online: connection.actor.kind === 'member' ? members : team })
  }
  /** Organizations whose visitors were last told that somebody is there. */
  const attended = new Set<string>()
  const tellChange = (organizationId: string) => {
    const room = [...hub.of(organizationId)]
    const isAttended = online(organizationId).length > 0
    const isNews = attended.has(organizationId) !== isAttended
    if (isAttended) attended.add(organizationId)
    else attended.delete(organizationId)
    // Visitors are many, and for them little changes.
    tell(organizationId, isNews ? room : room.filter(({ actor }) => actor.kind === 'member'))
  }

  // A team that comes back all at once is told of once.
  const changed = new Set<string>()
  const tellAll = (organizationId: string) => {
    if (changed.size === 0)
      setImmediate(() => {
        for (const id of changed) tellChange(id)
        changed.clear()
      })
    changed.add(organizationId)
  }

  bus.hear('presence', ({ organizationId, online, offline }, node) => {
    const before = online.concat(offline).map(id => isOnline(organizationId, id))
    for (const id of online) {
      const nodes = elsewhere.get(organizationId, id) ?? new Map<string, number>()
      elsewhere.set(organizationId, id, nodes.set(node, now() + EXPIRES_MS))
    }
    for (const id of offline) forget(organizationId, id, node)
    if (online.concat(offline).some((id, at) => isOnline(organizationId, id) !== before[at]))
      tellAll(organizationId)
  })
  // Its people come back to another node in a moment.
  bus.onGone(node => {
    for (const [, , nodes] of elsewhere.all())
      if (nodes.has(node)) nodes.set(node, Math.min(nodes.get(node) ?? 0, now() + GRACE_MS))
  })

  const forget = (organizationId: string, id: string, node: string) => {
    const nodes = elsewhere.get(organizationId, id)
    nodes?.delete(node)
    if (nodes?.size === 0) elsewhere.delete(organizationId, id)
  }

  return {
    arrived(connection) {
      present.add(connection)
      const { organizationId, id, kind } = connection.actor
      const before = isOnline(organizationId, id)
      if (kind === 'member') {
        const known = here.get(organizationId, id)
        here.set(organizationId, id, { sockets: (known?.sockets ?? 0) + 1, until: 0 })
        if (!known) bus.say('presence', { organizationId, online: [id], offline: [] })
      }
      if (kind === 'member' && !before) tellAll(organizationId)
      else tell(organizationId, [connection])
    },
    left(connection) {
      if (!present.delete(connection)) return
      const known = here.get(connection.actor.organizationId, connection.actor.id)
      if (known && --known.sockets === 0) known.until = now() + GRACE_MS
    },
    tick() {
      const changed = new Set<string>()
      for (const [organizationId, id, { sockets, until }] of here.all()) {
        if (sockets > 0 || until > now()) continue
        here.delete(organizationId, id)
        bus.say('presence', { organizationId, online: [], offline: [id] })
        if (!isOnline(organizationId, id)) changed.add(organizationId)
      }
      for (const [organizationId, id, nodes] of elsewhere.all()) {
        for (const [node, until] of nodes) if (until <= now()) forget(organizationId, id, node)
        if (!isOnline(organizationId, id)) changed.add(organizationId)
      }
      for (const organizationId of changed) tellAll(organizationId)
    },
    refresh() {
      for (const organizationId of here.keys()) {
        const ids = [...here.of(organizationId)]
        for (let at = 0; at < ids.length; at += IDS_IN_A_WORD)
          bus.say('presence', { organizationId, online: ids.slice(at, at + IDS_IN_A_WORD), offline: [] })
      }
    },
  }
}

/** Values by organization and member. */
class Table<T> {
  private readonly rows = new Map<string, Map<string, T>>()

  keys = () => [...this.rows.keys()]
  of = (organizationId: string): Iterable<string> => this.rows.get(organizationId)?.keys() ?? []
  get = (organizationId: string, id: string) => this.rows.get(organizationId)?.get(id)

  set(organizationId: string, id: string, value: T) {
    const row = this.rows.get(organizationId) ?? new Map<string, T>()
    this.rows.set(organizationId, row.set(id, value))
  }

  delete(organizationId: string, id: string) {
    const row = this.rows.get(organizationId)
    row?.delete(id)
    if (row?.size === 0) this.rows.delete(organizationId)
  }

  *all(): Iterable<[organizationId: string, id: string, value: T]> {
    for (const [organizationId, row] of this.rows)
      for (const [id, value] of row) yield [organizationId, id, value]
  }
}
