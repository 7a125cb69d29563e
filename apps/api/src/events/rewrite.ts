import { type Transaction, tables } from '@halloo/db'
import { and, gt, lte, type SQL, sql } from 'drizzle-orm'

const { events } = tables
/** Events that one statement looks at: so many are read in well under a second. */
const SLICE = 20_000

type Change = Parameters<ReturnType<Transaction['update']>['set']>[0]

/**
 * Changes what the log tells of the past, where something must not be told any more. Numbers, order and audience
 * stay. A cursor that ends at a changed event is answered with `resync`.
 * @param from the first event that can be meant
 */
export async function rewriteLog(tx: Transaction, about: SQL, change: Change, from = 0): Promise<void> {
  const [ends] = await tx
    .select({ first: sql<number>`min(${events.seq})::float8`, last: sql<number>`max(${events.seq})::float8` })
    .from(events)
    .where(gt(events.seq, from - 1))
  for (let at = ends?.first ?? 0; at <= (ends?.last ?? -1); at += SLICE)
    await tx
      .update(events)
      .set(change)
      .where(and(gt(events.seq, at - 1), lte(events.seq, at - 1 + SLICE), about))
}
