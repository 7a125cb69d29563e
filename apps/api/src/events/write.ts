import type { Transaction } from '@halloo/db'
import { sql } from 'drizzle-orm'
import type { PendingEvent } from './collect.ts'

/** An event as the log holds it. `data` and `visitorData` are JSON text, made once. */
export interface LoggedEvent {
  seq: number
  type: string
  audience: readonly string[]
  hiddenFrom: readonly string[]
  conversationId: string | null
  data: string
  visitorData: string | null
}

/**
 * Writes the events of a transaction, and the badge counts that it changed, in one statement; the
 * organization's counter is taken here, as the last lock before the commit.
 */
export async function writeEvents(
  tx: Transaction,
  pending: readonly PendingEvent[],
  actor: string,
): Promise<LoggedEvent[]> {
  const rows = JSON.stringify(
    pending.map((event, ord) => ({
      ord,
      type: event.type,
      audience: event.audience,
      hidden_from: event.hiddenFrom,
      conversation_id: event.conversationId,
      data: event.data,
      visitor_data: event.visitorData,
    })),
  )
  const written = await tx.execute<{
    seq: string
    type: string
    audience: string[]
    hidden_from: string[]
    conversation_id: string | null
    data: string
    visitor_data: string | null
  }>(sql`
    with made as (
      select r.ord, r.type, r.audience, r.hidden_from, r.conversation_id, r.data, r.visitor_data
        from json_to_recordset(${rows}::json) as r(ord int, type text, audience text[], hidden_from text[],
          conversation_id text, data json, visitor_data json)
      union all
      select 1000000, 'counts.updated', array_remove(array[c.topic, case when c.topic <> 'everything' then 'everything' end], null),
          '{}'::text[], null,
          json_build_object('topic', c.topic, 'queued', c.queued, 'active', c.active, 'unread', c.unread, 'version', c.version), null
        from conversation_counts c where c.xmin = pg_current_xact_id_if_assigned()::xid
    ),
    numbered as (select *, row_number() over (order by ord, data->>'topic') as position from made),
    head as (
      insert into event_heads as h (seq) select count(*) from made having count(*) > 0
      on conflict (organization_id) do update set seq = h.seq + excluded.seq, version = h.version + 1
      returning h.seq - (select count(*) from made) as base
    ),
    written as (
      insert into events (seq, type, audience, hidden_from, conversation_id, actor, data, visitor_data)
      select head.base + position, type, audience, hidden_from, conversation_id, ${actor}, data, visitor_data from numbered, head
    )
    select (head.base + position)::text as seq, type, audience, hidden_from, conversation_id, data::text as data, visitor_data::text as visitor_data
      from numbered, head order by position`)
  return written.map(row => ({
    seq: Number(row.seq),
    type: row.type,
    audience: row.audience,
    hiddenFrom: row.hidden_from,
    conversationId: row.conversation_id,
    data: row.data,
    visitorData: row.visitor_data,
  }))
}
