import { type MessageDraft, type Transaction, tables } from '@halloo/db'
import type { Message, SentMessage, VisitorSentMessage } from '@halloo/protocol'
import { eq, sql } from 'drizzle-orm'
import type { TenantActor } from '../../auth/actor.ts'
import type { Context } from '../../door/context.ts'
import { tellMessage } from '../../events/told.ts'
import { previewOf } from '../../preview.ts'
import type { ConversationRow } from '../conversations/lock.ts'

const { conversationParticipants, conversations, messages } = tables

/** What the writer decides; the rest follows from the conversation. */
export interface Draft {
  id: string
  senderType: MessageDraft['sender_type']
  senderId: string | null
  type: Message['type']
  content: string
  metadata?: Message['metadata']
  quickReplies?: string[] | undefined
  seenSeq?: number | undefined
  confirm?: boolean | undefined
}

/** The draft as the database takes it; whose it is, and what its writer sees, the caller knows. */
export function asRow(
  draft: Draft,
  conversationId: string,
): Omit<MessageDraft, 'ord' | 'organization_id' | 'topics'> {
  const { content } = draft
  const preview = previewOf(content)
  return {
    conversation_id: conversationId,
    id: draft.id,
    sender_type: draft.senderType,
    sender_id: draft.senderId,
    type: draft.type,
    content,
    ...(preview !== content && { preview }),
    ...(draft.metadata && { metadata: JSON.stringify(draft.metadata) }),
    ...(draft.quickReplies?.length && { quick_replies: JSON.stringify(draft.quickReplies) }),
    ...(draft.seenSeq !== undefined && { seen_seq: draft.seenSeq }),
    ...(draft.confirm && { confirm: true }),
  }
}

export interface Appended {
  team: SentMessage
  visitor: VisitorSentMessage
}

/**
 * Puts a message at the end of a conversation that the transaction holds locked, and tells everybody concerned:
 * the batch's own function, for one message within a larger change.
 * @param attachments of the message, as JSON
 */
export async function appendMessage(
  ctx: Context<TenantActor>,
  row: ConversationRow,
  draft: Draft,
  attachments?: string,
): Promise<Appended | 'known' | 'stale'> {
  const drafts = [
    {
      ord: 0,
      organization_id: row.organizationId,
      topics: [],
      ...asRow(draft, row.id),
      ...(attachments && { attachments }),
    },
  ] satisfies MessageDraft[]
  const [made] = await ctx.tx.execute<{ type: 'message.created' | 'known' | 'stale'; data: string }>(sql`
    select type, data from unnest(append_messages(
      array(select json_populate_recordset(null::message_draft, ${JSON.stringify(drafts)}::json)), ${ctx.now().toISOString()}::timestamptz, true, true))`)
  if (made?.type === 'known' || made?.type === 'stale') return made.type
  if (!made) throw new Error('a locked conversation took no message')
  const [changed] = await ctx.tx.select().from(conversations).where(eq(conversations.id, row.id))
  Object.assign(row, changed)
  ctx.emitMessage(made.data, row.id, row.audience)
  const { team, visitor } = tellMessage(row.id, made.data)
  return { team: JSON.parse(team) as SentMessage, visitor: JSON.parse(visitor) as VisitorSentMessage }
}

/** Moves a reader's cursor forward, never back. `seq` lies within the conversation. */
export async function readUpTo(
  tx: Transaction,
  row: ConversationRow,
  reader: { id: string; seq: number; isMember: boolean },
): Promise<{ lastReadSeq: number; readTotal: number }> {
  const others = reader.isMember ? ['user'] : ['agent', 'bot']
  const total = reader.isMember ? row.visitorMessages : row.teamMessages
  const later =
    reader.seq >= row.lastSeq
      ? sql`0`
      : sql`(select count(*)::int from ${messages} m where m.conversation_id = ${row.id} and m.seq > ${reader.seq}
          and m.sender_type in (${sql.join(
            others.map(other => sql`${other}`),
            sql`, `,
          )}))`
  const [read] = await tx
    .insert(conversationParticipants)
    .values({
      conversationId: row.id,
      id: reader.id,
      memberId: reader.isMember ? reader.id : null,
      chatUserId: reader.isMember ? null : reader.id,
      lastReadSeq: reader.seq,
      readTotal: sql`${total}::int - ${later}`,
    })
    .onConflictDoUpdate({
      target: [
        conversationParticipants.organizationId,
        conversationParticipants.conversationId,
        conversationParticipants.id,
      ],
      set: {
        lastReadSeq: sql`greatest(${conversationParticipants.lastReadSeq}, excluded.last_read_seq)`,
        readTotal: sql`greatest(${conversationParticipants.readTotal}, excluded.read_total)`,
        updatedAt: sql`now()`,
        version: sql`${conversationParticipants.version} + 1`,
      },
    })
    .returning({
      lastReadSeq: conversationParticipants.lastReadSeq,
      readTotal: conversationParticipants.readTotal,
    })
  return read ?? { lastReadSeq: 0, readTotal: 0 }
}
