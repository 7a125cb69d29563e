import { sql } from 'drizzle-orm'
import { check, index, integer, text, unique } from 'drizzle-orm/pg-core'
import { chatUsers } from './chat-users.ts'
import { memberProfiles } from './members.ts'
import { createdAt, moment, tenantReference, tenantTable } from './tenant-table.ts'

// Who a visitor really is: said by the customer's server in a signed token, or by themselves with a password.

/** What the customer's server signs with. Two places for each organization, so that one can follow the other. */
export const identitySecrets = tenantTable(
  'identity_secrets',
  {
    id: text().notNull(),
    place: integer().notNull(),
    /** Encrypted; leaves the house once, when it is made. */
    secret: text().notNull(),
    hint: text().notNull(),
    createdBy: text(),
    createdAt: createdAt(),
    lastUsedAt: moment(),
  },
  t => [t.id],
  t => [
    unique('identity_secrets_place').on(t.organizationId, t.place),
    tenantReference('identity_secrets_created_by', t, t.createdBy, memberProfiles),
    check('identity_secrets_two', sql`${t.place} in (1, 2)`),
  ],
)

/** What others call a contact: `user` is their id on the customer's own server. */
export const contactExternalIds = tenantTable(
  'contact_external_ids',
  {
    type: text().notNull(),
    value: text().notNull(),
    chatUserId: text().notNull(),
    verifiedAt: moment(),
    createdAt: createdAt(),
  },
  t => [t.type, t.value],
  t => [
    tenantReference('contact_external_ids_chat_user', t, t.chatUserId, chatUsers, 'cascade'),
    index('contact_external_ids_chat_user').on(t.organizationId, t.chatUserId),
    check(
      'contact_external_ids_length',
      sql`char_length(${t.type}) <= 40 and char_length(${t.value}) <= 255`,
    ),
  ],
)

/** Identity tokens that were exchanged; each is good once, and forgotten when it has expired. */
export const usedIdentityTokens = tenantTable(
  'used_identity_tokens',
  { jti: text().notNull(), expiresAt: moment().notNull() },
  t => [t.jti],
  t => [index('used_identity_tokens_expires').on(t.organizationId, t.expiresAt)],
)

/** App users: a phone number and a password. The number is only claimed until it is proven. */
export const chatUserCredentials = tenantTable(
  'chat_user_credentials',
  {
    chatUserId: text().notNull(),
    phone: text().notNull(),
    passwordHash: text().notNull(),
    phoneVerifiedAt: moment(),
    createdAt: createdAt(),
  },
  t => [t.chatUserId],
  t => [
    unique('chat_user_credentials_phone').on(t.organizationId, t.phone),
    tenantReference('chat_user_credentials_chat_user', t, t.chatUserId, chatUsers, 'cascade'),
    check('chat_user_credentials_e164', sql`${t.phone} ~ '^[+][1-9][0-9]{4,14}$'`),
  ],
)
