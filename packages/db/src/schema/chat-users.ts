import { sql } from 'drizzle-orm'
import { boolean, check, date, index, jsonb, text, unique } from 'drizzle-orm/pg-core'
import { memberProfiles } from './members.ts'
import { createdAt, moment, tenantReference, tenantTable } from './tenant-table.ts'

type Attributes = Record<string, string | number | boolean>

/** The contact: whoever writes from a website or another channel. */
export const chatUsers = tenantTable(
  'chat_users',
  {
    id: text().notNull(),
    userId: text(),
    name: text(),
    firstName: text(),
    lastName: text(),
    email: text(),
    phone: text(),
    avatarUrl: text(),
    address: text(),
    dateOfBirth: date(),
    language: text(),
    timeZone: text(),
    location: text(),
    status: text().notNull().default('active'),
    metadata: jsonb().$type<Attributes>().notNull().default({}),
    userAgent: text(),
    ipAddress: text(),
    verified: boolean().notNull().default(false),
    /** When they agreed to what the organization asks before a conversation, and to which words. */
    consentedAt: moment(),
    consentText: text(),
    mergedInto: text(),
    ownerMemberId: text(),
    lastSeenAt: createdAt(),
    lastContactedAt: moment(),
    createdAt: createdAt(),
    updatedAt: createdAt(),
  },
  t => [t.id],
  t => [
    index('chat_users_created').on(
      t.organizationId,
      t.createdAt.desc().nullsFirst(),
      t.id.desc().nullsFirst(),
    ),
    tenantReference('chat_users_owner', t, t.ownerMemberId, memberProfiles),
    check('chat_users_status', sql`${t.status} in ('active', 'blocked')`),
  ],
)

/** A visitor's sign-in: only the SHA-256 of the token is kept. */
export const visitorSessions = tenantTable(
  'visitor_sessions',
  {
    id: text().notNull(),
    chatUserId: text().notNull(),
    tokenHash: text().notNull(),
    origin: text(),
    /** The secret that vouches for who this is; empty for whoever came without a signed token. */
    identitySecretId: text(),
    createdAt: createdAt(),
    lastUsedAt: createdAt(),
    expiresAt: moment().notNull(),
    revokedAt: moment(),
  },
  t => [t.id],
  t => [
    unique('visitor_sessions_token').on(t.organizationId, t.tokenHash),
    tenantReference('visitor_sessions_chat_user', t, t.chatUserId, chatUsers, 'cascade'),
    index('visitor_sessions_chat_user').on(t.organizationId, t.chatUserId),
  ],
)

/** Who was erased, as a hash of their id: for a backup that is put back. */
export const tombstones = tenantTable(
  'tombstones',
  { idHash: text().notNull(), erasedAt: createdAt() },
  t => [t.idHash],
)
