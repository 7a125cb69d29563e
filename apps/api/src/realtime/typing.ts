import type { Bus } from '../events/bus/bus.ts'
import type { Sayings } from '../events/bus/words.ts'
import type { Connection } from './connection.ts'
import type { Hub } from './hub.ts'
import type { NameOf, SightOf } from './soft-state.ts'
import { sees } from './viewing.ts'

const TYPING_EVERY_MS = 1000

/** Tells who is writing, at most once a second for each socket; the reader forgets it after five. */
export function createTyping(hub: Hub, bus: Bus, sightOf: SightOf, nameOf: NameOf, now: () => number) {
  const typed = new WeakMap<Connection, Map<string, number>>()

  const show = ({ organizationId, conversationId, sight, from }: Sayings['typing']) => {
    const writer = `${from.kind === 'member' ? 'member' : 'chatuser'}:${from.id}`
    for (const other of hub.of(organizationId))
      if (other.who !== writer && sees(other, sight)) other.send({ t: 'typing', conversationId, from })
  }
  bus.hear('typing', show)

  return async (connection: Connection, conversationId: string) => {
    const seen = typed.get(connection) ?? new Map<string, number>()
    typed.set(connection, seen)
    if (now() - (seen.get(conversationId) ?? Number.NEGATIVE_INFINITY) < TYPING_EVERY_MS) return
    seen.set(conversationId, now())
    const sight = await sightOf(connection, conversationId)
    if (!sight) return
    const { kind, id, organizationId } = connection.actor
    const from = { kind, id, name: await nameOf(connection) }
    const told = { organizationId, conversationId, sight, from }
    bus.say('typing', told)
    show(told)
  }
}
