import type { Bus } from '../events/bus/bus.ts'
import type { Connection } from './connection.ts'
import type { Hub } from './hub.ts'
import { createPresence, REFRESH_MS } from './presence.ts'
import type { Writer } from './sight.ts'
import { createTyping } from './typing.ts'
import { createViewing } from './viewing.ts'

// Presence, typing and viewing: in memory only, told from node to node, never in the log or the database.

export interface SoftState {
  arrived(connection: Connection): void
  left(connection: Connection): void
  typing(connection: Connection, conversationId: string, preview?: string): Promise<void>
  viewing(connection: Connection, conversationId: string | null): Promise<void>
  /** Ends what is over and repeats what is not; to be called about every second. */
  tick(): void
}

/** Topics that see a conversation, or null where the connection must not. */
export type SightOf = (connection: Connection, conversationId: string) => Promise<readonly string[] | null>
export type WriterOf = (connection: Connection) => Promise<Writer>

export interface SoftStateParts {
  hub: Hub
  bus: Bus
  sightOf: SightOf
  writerOf: WriterOf
  now(): number
}

export function createSoftState({ hub, bus, sightOf, writerOf, now }: SoftStateParts): SoftState {
  const presence = createPresence(hub, bus, now)
  const viewing = createViewing(hub, bus, sightOf, now)
  const typing = createTyping(hub, bus, sightOf, writerOf, now)
  let refreshed = now()

  const refresh = () => {
    refreshed = now()
    presence.refresh()
    viewing.refresh()
  }
  bus.onMissed(refresh)

  return {
    arrived: presence.arrived,
    left(connection) {
      viewing.left(connection)
      presence.left(connection)
    },
    typing,
    viewing: viewing.changed,
    tick() {
      presence.tick()
      viewing.tick()
      if (now() - refreshed >= REFRESH_MS) refresh()
    },
  }
}
