import { createHash, timingSafeEqual } from 'node:crypto'
import type { Context, Hono } from 'hono'
import type postgres from 'postgres'
import { notFound, Refusal } from '../refusal.ts'
import type { Metrics } from '../telemetry/metrics.ts'

interface HealthParts {
  sql: postgres.Sql
  metrics: Metrics
  metricsToken: string | undefined
  isLocal(c: Context): boolean
  /** Whether the demo, where there is one, has been made. */
  isPrepared(): boolean
  isDraining(): boolean
  /** Whether the database answers. */
  beats(): Promise<boolean>
}

/** Alive, ready, and how it is doing. */
export function mountHealth(
  app: Hono,
  { sql, metrics, metricsToken, isLocal, isPrepared, isDraining, beats }: HealthParts,
) {
  app.get('/healthz', c => c.json({ status: 'ok' }, 200, { 'cache-control': 'no-store' }))
  app.get('/readyz', async c => {
    if (isDraining()) throw new Refusal('unavailable', { detail: 'draining' })
    if (!isPrepared()) throw new Refusal('unavailable', { detail: 'still starting', retryAfterMs: 500 })
    if (!(await beats()))
      throw new Refusal('unavailable', { detail: 'the database does not answer', retryAfterMs: 2000 })
    return c.json({ status: 'ready', database: 'ok', migrations: 'ok' }, 200, { 'cache-control': 'no-store' })
  })
  app.get('/metrics', async c => {
    const given = c.req.header('authorization') ?? ''
    if (metricsToken ? !isSameSecret(given, `Bearer ${metricsToken}`) : !isLocal(c)) throw notFound()
    const [size] = await sql<{ bytes: string }[]>`select pg_database_size(current_database())::text as bytes`
    metrics.databaseBytes.set(Number(size?.bytes ?? 0))
    return c.body(await metrics.registry.metrics(), 200, { 'content-type': metrics.registry.contentType })
  })
}

const digest = (text: string) => createHash('sha256').update(text).digest()
const isSameSecret = (given: string, kept: string) => timingSafeEqual(digest(given), digest(kept))
