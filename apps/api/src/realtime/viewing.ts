import type { Bus } from '../events/bus/bus.ts'
import type { Sayings } from '../events/bus/words.ts'
import type { Connection } from './connection.ts'
import type { Hub } from './hub.ts'
import type { SightOf } from './soft-state.ts'

// Who of the team has a conversation on screen, on any node.

const EXPIRES_MS = 60_000
const MOST_VIEWERS = 100

type Told = Sayings['viewing']

export interface Viewing {
  changed(connection: Connection, conversationId: string | null): Promise<void>
  left(connection: Connection): void
  /** Ends what other nodes have not repeated; to be called about every second. */
  tick(): void
  /** Says again who looks at what here. */
  refresh(): void
}

export function createViewing(hub: Hub, bus: Bus, sightOf: SightOf, now: () => number): Viewing {
  /** What was told of conversations that somebody looks at here. */
  const here = new Map<string, Told>()
  /** The same of other nodes, by conversation and node. */
  const elsewhere = new Map<string, Map<string, Told & { until: number }>>()
  const keyOf = (told: Pick<Told, 'organizationId' | 'conversationId'>) =>
    `${told.organizationId} ${told.conversationId}`

  const show = (told: Told) => {
    const others = [...(elsewhere.get(keyOf(told))?.values() ?? [])].flatMap(other => other.memberIds)
    const memberIds = [...new Set([...(here.get(keyOf(told))?.memberIds ?? []), ...others])].sort()
    for (const connection of hub.of(told.organizationId))
      if (connection.actor.kind === 'member' && sees(connection, told.sight))
        connection.send({ t: 'viewing', conversationId: told.conversationId, memberIds })
  }

  const tell = async (connection: Connection, conversationId: string) => {
    const sight = await sightOf(connection, conversationId)
    if (!sight) return
    const { organizationId } = connection.actor
    const viewers = [...hub.of(organizationId)].filter(other => other.viewing === conversationId)
    const memberIds = [...new Set(viewers.map(other => other.actor.id))].slice(0, MOST_VIEWERS)
    const told = { organizationId, conversationId, sight, memberIds }
    if (memberIds.length > 0) here.set(keyOf(told), told)
    else here.delete(keyOf(told))
    bus.say('viewing', told)
    show(told)
  }

  bus.hear('viewing', (told, node) => {
    const nodes = elsewhere.get(keyOf(told)) ?? new Map<string, Told & { until: number }>()
    const before = nodes.get(node)?.memberIds.join()
    if (told.memberIds.length > 0) nodes.set(node, { ...told, until: now() + EXPIRES_MS })
    else nodes.delete(node)
    if (nodes.size > 0) elsewhere.set(keyOf(told), nodes)
    else elsewhere.delete(keyOf(told))
    if (before !== nodes.get(node)?.memberIds.join()) show(told)
  })

  const end = (isOver: (node: string, until: number) => boolean) => {
    for (const [key, nodes] of elsewhere)
      for (const [node, told] of nodes) {
        if (!isOver(node, told.until)) continue
        nodes.delete(node)
        if (nodes.size === 0) elsewhere.delete(key)
        show(told)
      }
  }
  bus.onGone(gone => end(node => node === gone))

  return {
    async changed(connection, conversationId) {
      const before = connection.viewing
      if (conversationId && !(await sightOf(connection, conversationId))) return
      connection.viewing = conversationId
      if (before && before !== conversationId) await tell(connection, before)
      if (conversationId) await tell(connection, conversationId)
    },
    left(connection) {
      if (connection.viewing) void tell(connection, connection.viewing).catch(() => {})
    },
    tick: () => end((_node, until) => until <= now()),
    refresh() {
      for (const told of here.values()) bus.say('viewing', told)
    },
  }
}

export const sees = (connection: Connection, sight: readonly string[]) =>
  sight.some(topic => connection.actor.topics.includes(topic))
