import type { Transaction } from '@halloo/db'
import { sql } from 'drizzle-orm'
import type { PendingEvent } from './collect.ts'
import { asLogged } from './told.ts'

/** What an event frame says after its number, for the team and for the visitor; null where nothing is for them. */
export interface Telling {
  team: string
  visitor: string | null
}

/** An event as both sides read it. `data` and `visitorData` are JSON text, made once. */
export interface LoggedEvent {
  seq: number
  type: string
  audience: readonly string[]
  hiddenFrom: readonly string[]
  conversationId: string | null
  data: string
  visitorData: string | null
  /** What the log holds, where both texts are made from that. */
  held?: string
  /** As frames say it, since somebody has heard it. */
  telling?: Telling
}

/**
 * Writes the events of a transaction, and the badge counts that it changed; the organization's counter is
 * taken here, as the last lock before the commit.
 */
export async function writeEvents(
  tx: Transaction,
  organizationId: string,
  pending: readonly PendingEvent[],
  actor: string,
): Promise<LoggedEvent[]> {
  const rows = JSON.stringify(
    pending.map((event, ord) => ({
      ord,
      organization_id: organizationId,
      type: event.type,
      audience: event.audience,
      hidden_from: event.hiddenFrom,
      conversation_id: event.conversationId,
      actor,
      data: event.data,
      visitor_data: event.visitorData,
    })),
  )
  const written = await tx.execute<{
    type: string
    audience: string[]
    hidden_from: string[]
    conversation_id: string | null
    data: string
    visitor_data: string | null
    seq: string
  }>(sql`select * from log_transaction(${rows}::json)`)
  return written.map(row =>
    asLogged({
      seq: row.seq,
      type: row.type,
      audience: row.audience,
      hiddenFrom: row.hidden_from,
      conversationId: row.conversation_id,
      data: row.data,
      visitorData: row.visitor_data,
    }),
  )
}
