import { type Database, forOrganization, systemOf, tables } from '@halloo/db'
import { asc, eq, gt } from 'drizzle-orm'
import { BEGINNING, type Place, placeOf } from './cursor.ts'
import { asLogged } from './told.ts'
import type { LoggedEvent } from './write.ts'

const { eventHeads, events } = tables

const columns = {
  seq: events.seq,
  type: events.type,
  audience: events.audience,
  hiddenFrom: events.hiddenFrom,
  conversationId: events.conversationId,
  data: events.data,
  visitorData: events.visitorData,
}

/** Readers of the log see every audience, and filter in memory. */
const everybody = (organizationId: string) => ({ ...systemOf(organizationId), topics: ['*'] })

/** The place of the last event of an organization; its mark is 0 where the event itself was trimmed. */
export const readHead = (db: Database, organizationId: string): Promise<Place> =>
  forOrganization(db, everybody(organizationId), async tx => {
    const [head] = await tx
      .select({ seq: eventHeads.seq, event: columns })
      .from(eventHeads)
      .leftJoin(events, eq(events.seq, eventHeads.seq))
    if (!head) return BEGINNING
    return head.event ? placeOf(asLogged(head.event)) : { seq: head.seq, mark: 0 }
  })

/** What follows a place in the log, in order, for every audience. */
export const readLog = (
  db: Database,
  organizationId: string,
  after: number,
  limit: number,
): Promise<LoggedEvent[]> =>
  forOrganization(db, everybody(organizationId), async tx => {
    const rows = await tx
      .select(columns)
      .from(events)
      .where(gt(events.seq, after))
      .orderBy(asc(events.seq))
      .limit(limit)
    return rows.map(asLogged)
  })
