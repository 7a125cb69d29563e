import { nanoid } from 'nanoid'
import { createLimits, type Limits } from './door/limits.ts'
import type { Env } from './env.ts'
import { type Bus, openBus } from './events/bus/bus.ts'
import type { OpenCarrier } from './events/bus/carrier.ts'
import { notifyCarrier } from './events/bus/notify.ts'
import { redisCarrier } from './events/bus/redis.ts'
import { scopeOf } from './events/bus/scope.ts'
import type { Feed } from './events/feed.ts'
import type { LoggedEvent } from './events/write.ts'
import { oneAtATime } from './one-at-a-time.ts'
import { openRedis } from './redis.ts'
import type { Logger } from './telemetry/logger.ts'

/** What the nodes of an installation have in common besides the database. */
export interface Shared {
  limits: Limits
  carrier: OpenCarrier
  close(): void
}

/** Redis where there is one; otherwise PostgreSQL's NOTIFY, and rate limits of each node. */
export function openShared(env: Env, log: Logger, secret: string, databaseUrl: string): Shared {
  const redis = env.REDIS_URL ? openRedis(env.REDIS_URL, log) : undefined
  const scope = scopeOf(secret, databaseUrl)
  return {
    limits: createLimits({ on: env.RATE_LIMITS === 'on', redis, scope }),
    carrier: redis ? redisCarrier(redis, scope) : notifyCarrier(databaseUrl),
    close: () => redis?.disconnect(),
  }
}

export interface Nodes {
  bus: Bus
  /** A transaction has committed here. */
  published(organizationId: string, events: readonly LoggedEvent[]): void
  /** Sessions or memberships may have changed. */
  sessionsChanged(): void
  /** Looks for events and ended sessions that nobody told of. */
  lookAgain(): Promise<void>
}

/** Makes this node one of several: what happens on one is heard on all. */
export async function joinNodes(
  carrier: OpenCarrier,
  feed: Feed,
  checkSessions: () => Promise<void>,
): Promise<Nodes> {
  const bus = await openBus({
    node: nanoid(12),
    open: carrier,
    now: () => performance.now(),
    rung: feed.ring,
  })
  const lookAgain = oneAtATime(async () => {
    await Promise.allSettled([feed.check(), checkSessions()])
  })
  bus.onMissed(lookAgain)
  bus.hear('sessions', lookAgain)
  return {
    bus,
    lookAgain,
    published(organizationId, events) {
      feed.ring(organizationId, events)
      bus.ring(organizationId, events)
    },
    sessionsChanged() {
      void lookAgain()
      bus.say('sessions', null)
    },
  }
}
