import { sql } from 'drizzle-orm'
import { check, index, integer, jsonb, text, unique } from 'drizzle-orm/pg-core'
import { chatUsers } from './chat-users.ts'
import { conversations } from './conversations.ts'
import { memberProfiles } from './members.ts'
import { createdAt, moment, tenantReference, tenantTable } from './tenant-table.ts'

type Attributes = Record<string, string | number | boolean>

/**
 * A message is from a chat user XOR a member, or from the system. The senders carry no foreign key: the
 * writer takes them from the actor, and a key would be checked on every message for nothing.
 */
export const messages = tenantTable(
  'messages',
  {
    id: text().notNull(),
    conversationId: text().notNull(),
    seq: integer().notNull(),
    senderType: text().notNull(),
    chatUserId: text(),
    memberId: text(),
    type: text().notNull().default('text'),
    content: text().notNull().default(''),
    caption: text(),
    metadata: jsonb().$type<Attributes>().notNull().default({}),
    status: text().notNull().default('sent'),
    deliveredAt: moment(),
    readAt: moment(),
    failedAt: moment(),
    errorData: jsonb(),
    replyToMessageId: text(),
    /** Answers that the visitor may give with a tap. */
    quickReplies: jsonb().$type<string[]>().notNull().default([]),
    editedAt: moment(),
    deletedAt: moment(),
    createdAt: createdAt(),
  },
  t => [t.id],
  t => [
    unique('messages_seq').on(t.organizationId, t.conversationId, t.seq),
    tenantReference('messages_conversation', t, t.conversationId, conversations, 'cascade'),
    check(
      'messages_sender',
      sql`case ${t.senderType}
        when 'user' then ${t.chatUserId} is not null and ${t.memberId} is null
        when 'agent' then ${t.memberId} is not null and ${t.chatUserId} is null
        when 'system' then num_nonnulls(${t.chatUserId}, ${t.memberId}) = 0
        when 'bot' then num_nonnulls(${t.chatUserId}, ${t.memberId}) = 0
        else false end`,
    ),
    check(
      'messages_type',
      sql`${t.type} in ('text', 'image', 'file', 'audio', 'video', 'sticker', 'location', 'template')`,
    ),
    check('messages_status', sql`${t.status} in ('sent', 'delivered', 'read', 'failed')`),
  ],
  false,
)

/** A stored file; `message_id` is empty until a message names it. */
export const attachments = tenantTable(
  'attachments',
  {
    id: text().notNull(),
    messageId: text(),
    chatUserId: text(),
    memberId: text(),
    fileName: text().notNull(),
    contentType: text().notNull(),
    kind: text().notNull(),
    size: integer().notNull(),
    width: integer(),
    height: integer(),
    storageKey: text().notNull(),
    createdAt: createdAt(),
  },
  t => [t.id],
  t => [
    tenantReference('attachments_message', t, t.messageId, messages, 'cascade'),
    tenantReference('attachments_chat_user', t, t.chatUserId, chatUsers, 'cascade'),
    tenantReference('attachments_member', t, t.memberId, memberProfiles),
    index('attachments_message').on(t.organizationId, t.messageId),
    check('attachments_uploader', sql`num_nonnulls(${t.chatUserId}, ${t.memberId}) = 1`),
    check('attachments_kind', sql`${t.kind} in ('image', 'audio', 'video', 'file')`),
  ],
)

/** Files whose rows are gone and that may still lie in the storage; a row goes when its file has gone. */
export const removedFiles = tenantTable(
  'removed_files',
  { storageKey: text().notNull(), removedAt: createdAt() },
  t => [t.storageKey],
)
