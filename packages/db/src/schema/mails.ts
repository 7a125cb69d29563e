import { sql } from 'drizzle-orm'
import { check, index, integer, text } from 'drizzle-orm/pg-core'
import { chatUsers } from './chat-users.ts'
import { conversations } from './conversations.ts'
import { createdAt, moment, tenantReference, tenantTable } from './tenant-table.ts'

/** A mail to a visitor, from the decision to send it on; its id is what the link back is signed over. */
export const mails = tenantTable(
  'mails',
  {
    id: text().notNull(),
    kind: text().notNull().default('answer'),
    chatUserId: text().notNull(),
    conversationId: text().notNull(),
    /** SHA-256 of organization and address: the address itself stays with the contact. */
    addressHash: text().notNull(),
    /** The last message that it tells of. */
    upToSeq: integer().notNull(),
    linkExpiresAt: moment().notNull(),
    linkUses: integer().notNull().default(0),
    createdAt: createdAt(),
    /** When the mail server took it, or refused it for good. */
    sentAt: moment(),
  },
  t => [t.id],
  t => [
    check('mails_kind', sql`${t.kind} in ('answer', 'transcript')`),
    tenantReference('mails_chat_user', t, t.chatUserId, chatUsers, 'cascade'),
    tenantReference('mails_conversation', t, t.conversationId, conversations, 'cascade'),
    index('mails_chat_user').on(t.organizationId, t.chatUserId),
    index('mails_conversation').on(t.organizationId, t.conversationId),
    index('mails_created').on(t.organizationId, t.createdAt),
    index('mails_address').on(t.organizationId, t.addressHash, t.createdAt),
  ],
)

/** What an address has said to an organization about being written to; outlives the contact. */
export const mailAddresses = tenantTable(
  'mail_addresses',
  {
    addressHash: text().notNull(),
    /** The one mail that it may get before its link was used. */
    unprovenMailId: text(),
    /** When it asked for no more. */
    stoppedAt: moment(),
  },
  t => [t.addressHash],
)
