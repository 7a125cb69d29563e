import { type Database, forOrganization, systemOf } from '@halloo/db'
import { sql } from 'drizzle-orm'
import type postgres from 'postgres'
import { organizationIds } from '../organization-ids.ts'

/** The first look after a start, and every further one. */
export const TRIM_AFTER_MS = 5 * 60_000
export const TRIM_EVERY_MS = 60 * 60_000
const DAY_MS = 24 * 60 * 60_000
/** Any number that nothing else locks. */
const LOCK = 1_848_272_101
const SLICE = 1000

export interface TrimParts {
  db: Database
  /** Sees all organizations, which the serving role does not. */
  authDb: Database
  authSql: postgres.Sql
  days: number
  now(): Date
  /** Events in one statement. */
  slice?: number
}

/**
 * Takes events out of the log that are older than so many days, in slices that nobody has to wait for. Only
 * from the front, so that the log stays gapless; its numbers go on from where they were.
 * @returns how many went; nothing where another node is at it
 */
export async function trimLog({ db, authDb, authSql, days, now, slice = SLICE }: TrimParts): Promise<number> {
  const before = new Date(now().getTime() - days * DAY_MS)
  const connection = await authSql.reserve()
  try {
    const [lock] = await connection<{ mine: boolean }[]>`select pg_try_advisory_lock(${LOCK}) as mine`
    if (!lock?.mine) return 0
    try {
      let gone = 0
      for await (const id of organizationIds(authDb))
        for (let went = slice; went === slice; gone += went) went = await trimSlice(db, id, before, slice)
      return gone
    } finally {
      await connection`select pg_advisory_unlock(${LOCK})`
    }
  } finally {
    connection.release()
  }
}

/** Transactions begin in another order than they commit: what stands behind a younger event stays with it. */
const trimSlice = (db: Database, organizationId: string, before: Date, slice: number) =>
  forOrganization(db, { ...systemOf(organizationId), topics: ['*'] }, async tx => {
    const { count } = await tx.execute(sql`
      with front as (select seq, created_at from events order by seq limit ${slice})
      delete from events using front
       where events.seq = front.seq
         and front.seq < coalesce((select min(seq) from front where created_at >= ${before.toISOString()}::timestamptz), 9223372036854775807)`)
    return count ?? 0
  })
