import postgres from 'postgres'
import { openPool, type Pool } from './pool.ts'

/** A message as its writer hands it over; the database decides the rest. */
export interface MessageDraft {
  /** Its place in the batch. */
  ord: number
  organization_id: string
  conversation_id: string
  id: string
  sender_type: 'user' | 'agent' | 'system' | 'bot'
  sender_id: string | null
  /** What the writer may see: a conversation outside of it is not found. */
  topics: readonly string[]
  type: string
  content: string
  /** The first line of a list, where it differs from the content. */
  preview?: string
  /** JSON text. */
  attachments?: string
  /** JSON text. */
  metadata?: string
  /** JSON text. */
  quick_replies?: string
  seen_seq?: number | undefined
  confirm?: boolean | undefined
}

/**
 * What became of a draft, or a count that came along (`ord` null). A draft without a row was not found;
 * `ended`: the conversation is to be opened again; `stale`: a colleague was faster; `held`: somebody else is
 * changing the conversation.
 */
export type PostedRow = (Told | Refused) & { organization_id: string }

interface Told {
  ord: number | null
  type: 'message.created' | 'counts.updated'
  /** Topics, joined by commas. */
  audience: string
  conversation_id: string | null
  /** Of a message: what the log holds of it. */
  data: string
  visitor_data: string | null
  /** Position in the organization's log. */
  seq: string
}

export interface Refused {
  ord: number
  type: 'ended' | 'stale' | 'held'
  seq: null
}

export interface MessageWriter extends Pool {
  /**
   * Writes messages of several organizations in one transaction, with their counters and events.
   * @param isPatient waits for conversations that somebody else holds
   * @throws whatever PostgreSQL says; then nothing of the batch was written
   */
  appendMessages(drafts: readonly MessageDraft[], at: Date, isPatient?: boolean): Promise<PostedRow[]>
}

/** The places in a batch whose ids are in use, if that is what failed it. */
export function knownPlaces(error: unknown): number[] | undefined {
  if (!(error instanceof postgres.PostgresError) || error.code !== 'HL001') return undefined
  return error.detail ? error.detail.split(',').map(Number) : undefined
}

/** The one way past `forOrganization`: the batched message writer, as its own role. */
export function connectWriter(url: string): MessageWriter {
  // What waits for a lock has connections of its own, or batches would queue behind it.
  const [batches, patient] = [2, 4].map(max => openPool(url, { max, idle_timeout: 60 })) as [Pool, Pool]
  return {
    sql: batches.sql,
    appendMessages(drafts, at, isPatient = false) {
      const organizations = [...new Set(drafts.map(draft => draft.organization_id))].join()
      return (isPatient ? patient : batches).sql<PostedRow[]>`
        select * from post_messages(${JSON.stringify(drafts)}::text::json, ${at.toISOString()}::text::timestamptz,
          ${organizations}, ${isPatient})`
    },
    renew() {
      batches.renew()
      patient.renew()
    },
    close: async () => void (await Promise.all([batches.close(), patient.close()])),
  }
}
