import { type Database, forOrganization, systemOf, tables } from '@halloo/db'
import { asc, gt, sql } from 'drizzle-orm'
import type { LoggedEvent } from './write.ts'

const { eventHeads, events } = tables

/** The number of the last event of an organization. */
export const readHead = (db: Database, organizationId: string): Promise<number> =>
  forOrganization(db, systemOf(organizationId), async tx => {
    const [head] = await tx.select({ seq: eventHeads.seq }).from(eventHeads)
    return head?.seq ?? 0
  })

/** What follows a place in the log, in order, for every audience: readers filter in memory. */
export const readLog = (
  db: Database,
  organizationId: string,
  after: number,
  limit: number,
): Promise<LoggedEvent[]> =>
  forOrganization(db, { ...systemOf(organizationId), topics: ['*'] }, async tx => {
    const rows = await tx
      .select({
        seq: events.seq,
        type: events.type,
        audience: events.audience,
        hiddenFrom: events.hiddenFrom,
        conversationId: events.conversationId,
        data: sql<string>`${events.data}::text`,
        visitorData: sql<string | null>`${events.visitorData}::text`,
      })
      .from(events)
      .where(gt(events.seq, after))
      .orderBy(asc(events.seq))
      .limit(limit)
    return rows
  })
