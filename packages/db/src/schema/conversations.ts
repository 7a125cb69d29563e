import { sql } from 'drizzle-orm'
import { boolean, check, index, integer, json, jsonb, text, unique } from 'drizzle-orm/pg-core'
import { chatUsers } from './chat-users.ts'
import { departments } from './departments.ts'
import { memberProfiles } from './members.ts'
import { createdAt, moment, tenantReference, tenantTable } from './tenant-table.ts'

export interface LastMessageRow {
  seq: number
  senderType: 'user' | 'agent' | 'system' | 'bot'
  senderId: string | null
  type: string
  preview: string
  createdAt: string
}

/**
 * A conversation is the ticket. No index stands on a column that a message changes: open conversations
 * are few and sorted in memory, ended ones are ordered by `closed_at`, which rests.
 */
export const conversations = tenantTable(
  'conversations',
  {
    id: text().notNull(),
    number: integer().notNull(),
    chatUserId: text().notNull(),
    departmentId: text(),
    assignedAgentId: text(),
    status: text().notNull().default('open'),
    priority: text().notNull().default('normal'),
    subject: text(),
    channel: text().notNull().default('web'),
    pageUrl: text(),
    referrer: text(),
    metadata: jsonb().notNull().default({}),
    customFields: jsonb().$type<Record<string, string | number | boolean>>().notNull().default({}),
    lastSeq: integer().notNull().default(0),
    lastMessage: json().$type<LastMessageRow>(),
    lastMessageAt: createdAt(),
    visitorMessages: integer().notNull().default(0),
    teamMessages: integer().notNull().default(0),
    /** What the assignee has read of `visitor_messages`; lets a row say by itself whether it is unread. */
    assigneeReadTotal: integer().notNull().default(0),
    queuedAt: moment(),
    waitingSince: moment(),
    firstResponseAt: moment(),
    lastAgentResponseAt: moment(),
    snoozedUntil: moment(),
    archivedAt: moment(),
    closedAt: moment(),
    createdAt: createdAt(),
    updatedAt: createdAt(),
    /** Topics whose holders see the conversation; one addressed to no department is for all of them. */
    audience: text()
      .array()
      .notNull()
      .generatedAlwaysAs(
        sql`array_remove(array['everything', 'department:' || coalesce(department_id, 'none'), 'member:' || assigned_agent_id, 'chatuser:' || chat_user_id], null)`,
      ),
    isQueued: boolean()
      .notNull()
      .generatedAlwaysAs(
        sql`assigned_agent_id is null and closed_at is null and snoozed_until is null and archived_at is null`,
      ),
    isActive: boolean()
      .notNull()
      .generatedAlwaysAs(sql`assigned_agent_id is not null and closed_at is null and archived_at is null`),
    isUnread: boolean()
      .notNull()
      .generatedAlwaysAs(
        sql`assigned_agent_id is not null and closed_at is null and archived_at is null and visitor_messages > assignee_read_total`,
      ),
  },
  t => [t.id],
  t => [
    unique('conversations_number').on(t.organizationId, t.number),
    index('conversations_closed').on(t.organizationId, t.closedAt),
    index('conversations_assignee').on(t.organizationId, t.assignedAgentId),
    index('conversations_chat_user').on(t.organizationId, t.chatUserId),
    index('conversations_department').on(t.organizationId, t.departmentId),
    // `queued_at` rests while a conversation waits.
    index('conversations_queue').on(t.organizationId, t.departmentId, t.queuedAt).where(sql`is_queued`),
    tenantReference('conversations_chat_user', t, t.chatUserId, chatUsers),
    tenantReference('conversations_department', t, t.departmentId, departments),
    tenantReference('conversations_assignee', t, t.assignedAgentId, memberProfiles),
    check(
      'conversations_status',
      sql`${t.status} in ('open', 'waiting_for_user', 'waiting_for_agent', 'resolved', 'unresolved', 'closed')`,
    ),
    check(
      'conversations_ended',
      sql`(${t.closedAt} is not null) = (${t.status} in ('resolved', 'unresolved', 'closed'))`,
    ),
    check('conversations_priority', sql`${t.priority} in ('low', 'normal', 'high', 'urgent')`),
    check('conversations_channel', sql`${t.channel} in ('web', 'whatsapp', 'email', 'api')`),
  ],
)

/** The highest number given to a conversation of the organization. */
export const conversationNumbers = tenantTable(
  'conversation_numbers',
  { last: integer().notNull() },
  () => [],
)

/** How far each member and the visitor have read; `id` is theirs. */
export const conversationParticipants = tenantTable(
  'conversation_participants',
  {
    conversationId: text().notNull(),
    id: text().notNull(),
    memberId: text(),
    chatUserId: text(),
    lastReadSeq: integer().notNull().default(0),
    lastDeliveredSeq: integer().notNull().default(0),
    readTotal: integer().notNull().default(0),
    updatedAt: createdAt(),
  },
  t => [t.conversationId, t.id],
  t => [
    tenantReference('participants_conversation', t, t.conversationId, conversations, 'cascade'),
    tenantReference('participants_member', t, t.memberId, memberProfiles),
    tenantReference('participants_chat_user', t, t.chatUserId, chatUsers),
    check(
      'participants_one',
      sql`num_nonnulls(${t.memberId}, ${t.chatUserId}) = 1 and ${t.id} = coalesce(${t.memberId}, ${t.chatUserId})`,
    ),
  ],
)

/** One stay of a conversation with an agent or in a queue. */
export const conversationAssignments = tenantTable(
  'conversation_assignments',
  {
    id: text().notNull(),
    conversationId: text().notNull(),
    agentId: text(),
    departmentId: text(),
    assignedBy: text(),
    reason: text().notNull(),
    note: text(),
    assignedAt: createdAt(),
    endedAt: moment(),
  },
  t => [t.id],
  t => [
    tenantReference('assignments_conversation', t, t.conversationId, conversations, 'cascade'),
    tenantReference('assignments_agent', t, t.agentId, memberProfiles),
    tenantReference('assignments_assigned_by', t, t.assignedBy, memberProfiles),
    tenantReference('assignments_department', t, t.departmentId, departments),
    index('assignments_conversation').on(t.organizationId, t.conversationId, t.assignedAt),
    index('assignments_taken')
      .on(t.organizationId, t.departmentId, t.assignedAt)
      .where(sql`agent_id is not null`),
    check('assignments_reason', sql`${t.reason} in ('auto', 'manual', 'transfer', 'accept', 'removed')`),
  ],
)

/** What a visitor thought of an ended conversation; the last word counts. */
export const ratings = tenantTable(
  'ratings',
  {
    conversationId: text().notNull(),
    score: integer().notNull(),
    comment: text(),
    createdAt: createdAt(),
    updatedAt: createdAt(),
  },
  t => [t.conversationId],
  t => [
    tenantReference('ratings_conversation', t, t.conversationId, conversations, 'cascade'),
    check('ratings_score', sql`${t.score} between 1 and 5`),
  ],
)

/**
 * Badge counts by topic (`everything`, `department:<id>`, `member:<id>`), kept by a trigger in the
 * transaction that changes a conversation. `active` of a member is their load.
 */
export const conversationCounts = tenantTable(
  'conversation_counts',
  {
    topic: text().notNull(),
    queued: integer().notNull().default(0),
    active: integer().notNull().default(0),
    unread: integer().notNull().default(0),
  },
  t => [t.topic],
  t => [check('conversation_counts_positive', sql`least(${t.queued}, ${t.active}, ${t.unread}) >= 0`)],
)
