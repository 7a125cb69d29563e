import type { Connection } from '@halloo/db'
import { clearAllRemoved, LOOK_MS } from './door/removed-files.ts'
import type { Env } from './env.ts'
import { BEAT_MS } from './events/bus/bus.ts'
import { TRIM_AFTER_MS, TRIM_EVERY_MS, trimLog } from './events/trim.ts'
import { type Recurring, startRecurring } from './every.ts'
import type { Background } from './jobs/jobs.ts'
import type { Nodes } from './nodes.ts'
import type { Gateway } from './realtime/gateway.ts'
import { type Revocation, RIGHTS_MS } from './realtime/revocation.ts'
import type { SoftState } from './realtime/soft-state.ts'
import type { Storage } from './storage/storage.ts'
import type { Logger } from './telemetry/logger.ts'
import type { Metrics } from './telemetry/metrics.ts'

/** How often the log and the sessions are looked at without anybody having rung. */
const CHECK_MS = 15_000

/** How often the log is looked at for what has consequences, and the queue for jobs of workers that are gone. */
const REACT_MS = 1000
const RELEASE_MS = 60_000

export interface BackgroundParts {
  env: Env
  app: Connection
  authDb: Connection
  storage: Storage
  nodes: Nodes
  soft: SoftState
  gateway: Gateway | undefined
  revocation: Revocation
  jobs: Pick<Background, 'react' | 'release' | 'clear'> | undefined
  metrics: Metrics
  now(): Date
  log: Logger
  checkMs?: number | undefined
}

/** Starts what happens by itself; answers with how to stop it. */
export function startBackground(parts: BackgroundParts) {
  const { env, app, authDb, storage, nodes, soft, gateway, revocation, metrics, now, log } = parts
  const { checkMs = CHECK_MS, jobs } = parts
  const ofNode: Recurring[] = [
    { everyMs: 1000, work: soft.tick },
    { everyMs: 1000, work: () => gateway?.tick() },
    { everyMs: BEAT_MS, work: nodes.bus.beat },
    { everyMs: 1000, work: () => metrics.nodes.set(nodes.bus.peers() + 1) },
    { everyMs: checkMs, work: nodes.lookAgain },
    { everyMs: RIGHTS_MS, work: revocation.checkRights },
  ]
  const trim = () =>
    trimLog({ db: app.db, authDb: authDb.db, authSql: authDb.sql, days: env.EVENT_LOG_DAYS, now })
  const tidy = () => clearAllRemoved({ db: app.db, authDb: authDb.db, storage })
  const ofInstallation: Recurring[] = [
    { everyMs: TRIM_EVERY_MS, firstMs: TRIM_AFTER_MS, work: trim },
    { everyMs: LOOK_MS, work: tidy },
    { everyMs: REACT_MS, work: () => jobs?.react() },
    { everyMs: RELEASE_MS, work: () => jobs?.release() },
    { everyMs: TRIM_EVERY_MS, firstMs: TRIM_AFTER_MS, work: () => jobs?.clear() },
  ]
  return startRecurring(env.ROLE === 'web' ? ofNode : [...ofNode, ...ofInstallation], error =>
    log.error({ reason: error instanceof Error ? error.message : 'unknown' }, 'recurring work failed'),
  )
}
