import postgres from 'postgres'

/** A message as its writer hands it over; the database decides the rest. */
export interface MessageDraft {
  /** Its place in the batch. */
  ord: number
  organization_id: string
  conversation_id: string
  id: string
  sender_type: 'user' | 'agent' | 'system'
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
  seen_seq?: number | undefined
  confirm?: boolean | undefined
}

/**
 * What became of a draft, or a count that came along (`ord` null). A draft without a row was not found;
 * `ended`: the conversation is to be opened again; `stale`: a colleague was faster.
 */
export type PostedRow = (Told | Refused) & { organization_id: string }

interface Told {
  ord: number | null
  type: 'message.created' | 'counts.updated'
  /** Topics, joined by commas. */
  audience: string
  conversation_id: string | null
  data: string
  visitor_data: string
  /** Position in the organization's log. */
  seq: string
}

interface Refused {
  ord: number
  type: 'ended' | 'stale'
  seq: null
}

export interface MessageWriter {
  sql: postgres.Sql
  /**
   * Writes messages of several organizations in one transaction, with their counters and events.
   * @throws whatever PostgreSQL says; then nothing of the batch was written
   */
  appendMessages(drafts: readonly MessageDraft[], at: Date): Promise<PostedRow[]>
  close(): Promise<void>
}

/** The places in a batch whose ids are in use, if that is what failed it. */
export function knownPlaces(error: unknown): number[] | undefined {
  if (!(error instanceof postgres.PostgresError) || error.code !== 'HL001') return undefined
  return error.detail ? error.detail.split(',').map(Number) : undefined
}

/** The one way past `forOrganization`: the batched message writer, as its own role. */
export function connectWriter(url: string, connections: number): MessageWriter {
  const sql = postgres(url, { max: connections, onnotice: () => {}, connect_timeout: 5 })
  return {
    sql,
    appendMessages(drafts, at) {
      const organizations = [...new Set(drafts.map(draft => draft.organization_id))].join()
      return sql<PostedRow[]>`
        select * from post_messages(${JSON.stringify(drafts)}::text::json, ${at.toISOString()}::text::timestamptz, ${organizations})`
    },
    close: () => sql.end({ timeout: 5 }),
  }
}
