import type { Connection } from '@halloo/db'
import type { Guard } from './door/pulse.ts'
import type { OpenCarrier } from './events/bus/carrier.ts'
import { createEventCursors } from './events/cursor.ts'
import { joinNodes, type Nodes } from './nodes.ts'
import { createHub, type Hub } from './realtime/hub.ts'
import { createRevocation, type Revocation } from './realtime/revocation.ts'
import { sightOf, writerOf } from './realtime/sight.ts'
import { createSoftState, type SoftState } from './realtime/soft-state.ts'

export interface LiveParts {
  app: Connection
  authDb: Connection
  guard: Guard
  carrier: OpenCarrier
  secret: string
  now(): Date
}

/** What keeps every screen up to date, whichever node it hangs on. */
export interface Live {
  hub: Hub
  revocation: Revocation
  nodes: Nodes
  soft: SoftState
}

export async function openLive({ app, authDb, guard, carrier, secret, now }: LiveParts): Promise<Live> {
  const revocation = createRevocation({ db: app.db, authDb: authDb.db, hubOf: () => hub, now })
  const hub: Hub = createHub(app.db, createEventCursors(secret), revocation.onEvent)
  const nodes = await joinNodes(carrier, hub.feed, revocation.checkSessions)
  const soft = createSoftState({
    hub,
    bus: nodes.bus,
    sightOf: ({ actor }, conversationId) => guard(() => sightOf(app.db, actor, conversationId)),
    writerOf: ({ actor }) => guard(() => writerOf(app.db, actor)),
    now: () => performance.now(),
  })
  return { hub, revocation, nodes, soft }
}
