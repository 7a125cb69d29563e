import type { Database } from '@halloo/db'
import { sql } from 'drizzle-orm'

/** Lets one in at a time, on this node and on all others. */
export type Turnstile = <T>(work: () => Promise<T>) => Promise<T>

/** Requests that may take the last owner away. */
export const TAKES_MEMBERS = /\/organization\/(remove-member|leave|update-member-role)$/

/**
 * Better Auth counts the owners, and then lets one go: of two at once, both would find another who stays.
 * The queue here keeps waiting requests from holding a connection each.
 */
export function createTurnstile(db: Database): Turnstile {
  let last: Promise<unknown> = Promise.resolve()
  return work => {
    const turn = last.then(() =>
      db.transaction(async tx => {
        await tx.execute(
          sql`select pg_advisory_xact_lock(hashtext('halloo: who belongs to an organization'))`,
        )
        return work()
      }),
    )
    last = turn.catch(() => {})
    return turn
  }
}
