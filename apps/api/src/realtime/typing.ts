import type { Bus } from '../events/bus/bus.ts'
import type { Sayings } from '../events/bus/words.ts'
import type { Connection } from './connection.ts'
import type { Hub } from './hub.ts'
import type { SightOf, WriterOf } from './soft-state.ts'
import { sees } from './viewing.ts'

const TYPING_EVERY_MS = 1000

/** Tells who is writing, at most once a second for each socket; the reader forgets it after five. */
export function createTyping(hub: Hub, bus: Bus, sightOf: SightOf, writerOf: WriterOf, now: () => number) {
  const typed = new WeakMap<Connection, Map<string, number>>()

  const show = ({ organizationId, conversationId, sight, from, preview }: Sayings['typing']) => {
    const frame = { t: 'typing', conversationId, from } as const
    const writer = `${from.kind === 'member' ? 'member' : 'chatuser'}:${from.id}`
    for (const other of hub.of(organizationId))
      if (other.who !== writer && sees(other, sight))
        other.send(other.actor.kind === 'member' && preview !== undefined ? { ...frame, preview } : frame)
  }
  bus.hear('typing', show)

  return async (connection: Connection, conversationId: string, preview?: string) => {
    const seen = typed.get(connection) ?? new Map<string, number>()
    typed.set(connection, seen)
    if (now() - (seen.get(conversationId) ?? Number.NEGATIVE_INFINITY) < TYPING_EVERY_MS) return
    seen.set(conversationId, now())
    const sight = await sightOf(connection, conversationId)
    if (!sight) return
    const { kind, id, organizationId } = connection.actor
    const { name, isPreviewed } = await writerOf(connection)
    const from = { kind, id, name }
    const told = {
      organizationId,
      conversationId,
      sight,
      from,
      ...(isPreviewed && preview !== undefined && { preview }),
    }
    bus.say('typing', told)
    show(told)
  }
}
