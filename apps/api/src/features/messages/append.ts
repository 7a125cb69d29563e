import { type Transaction, tables } from '@halloo/db'
import type { Attachment, Message } from '@halloo/protocol'
import { eq, sql } from 'drizzle-orm'
import type { TenantActor } from '../../auth/actor.ts'
import type { Context } from '../../door/context.ts'
import type { ConversationRow } from '../conversations/lock.ts'
import { asState, asVisitorState, readParticipants } from '../conversations/read.ts'
import { asMessage, asVisitorMessage, readSender } from './read.ts'

const { conversationParticipants, conversations, messages } = tables

/** What the writer decides; the rest follows from the conversation. */
export interface Draft {
  id: string
  senderType: Message['senderType']
  chatUserId?: string
  memberId?: string
  type: Message['type']
  content: string
  metadata?: Message['metadata']
}

type MessageRow = typeof messages.$inferSelect

/**
 * Puts a message at the end of a conversation that the transaction holds locked: its `seq`, the
 * conversation's totals, times and preview, and the sender's own read cursor. Null if the id is in use.
 */
export async function appendMessage(
  ctx: Context<TenantActor>,
  row: ConversationRow,
  draft: Draft,
): Promise<MessageRow | null> {
  const at = ctx.now()
  const seq = row.lastSeq + 1
  const [inserted] = await ctx.tx
    .insert(messages)
    .values({ ...draft, conversationId: row.id, seq, createdAt: at })
    .onConflictDoNothing()
    .returning()
  if (!inserted) return null
  const changes = changesOf(row, draft, seq, at)
  await ctx.tx.update(conversations).set(changes).where(eq(conversations.id, row.id))
  Object.assign(row, changes)
  const reader = draft.memberId ?? draft.chatUserId
  if (reader) await readUpTo(ctx.tx, row, { id: reader, seq, isMember: draft.memberId !== undefined })
  return inserted
}

/** Tells everybody concerned of a message that was appended, and returns what was told. */
export async function emitMessage(
  ctx: Context<TenantActor>,
  row: ConversationRow,
  message: MessageRow,
  files: Attachment[] = [],
) {
  const sender = await readSender(ctx.tx, message.memberId)
  const full = { row: message, files, ...sender }
  const conversation = { row, participants: await readParticipants(ctx.tx, row.id) }
  const team = { message: asMessage(full), conversation: asState(conversation) }
  const visitor = { message: asVisitorMessage(full), conversation: asVisitorState(conversation) }
  ctx.emit('message.created', team, visitor, {
    conversationId: row.id,
    before: row.audience,
    after: row.audience,
  })
  return { team, visitor }
}

function changesOf(row: ConversationRow, draft: Draft, seq: number, at: Date) {
  const lastMessage = {
    seq,
    senderType: draft.senderType,
    senderId: draft.memberId ?? draft.chatUserId ?? null,
    type: draft.type,
    preview: [...draft.content.replaceAll(/\s+/g, ' ')].slice(0, 140).join(''),
    createdAt: at.toISOString(),
  }
  const counted = { lastSeq: seq, updatedAt: at, version: row.version + 1 }
  // Lists show what people said; the house's own sentences do not push that away.
  if (draft.senderType === 'system') return counted
  const base = { ...counted, lastMessage, lastMessageAt: at }
  if (draft.senderType === 'user')
    return {
      ...base,
      visitorMessages: row.visitorMessages + 1,
      status: 'waiting_for_agent',
      waitingSince: row.waitingSince ?? at,
      closedAt: null,
      queuedAt: row.assignedAgentId ? row.queuedAt : (row.queuedAt ?? at),
    }
  if (draft.senderType === 'agent')
    return {
      ...base,
      teamMessages: row.teamMessages + 1,
      status: 'waiting_for_user',
      waitingSince: null,
      closedAt: null,
      firstResponseAt: row.firstResponseAt ?? at,
      lastAgentResponseAt: at,
      ...(row.assignedAgentId === draft.memberId && { assigneeReadTotal: row.visitorMessages }),
    }
  return { ...base, teamMessages: row.teamMessages + 1 }
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
