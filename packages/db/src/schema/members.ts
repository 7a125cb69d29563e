import { sql } from 'drizzle-orm'
import { boolean, check, index, integer, jsonb, pgTable, text, timestamp, unique } from 'drizzle-orm/pg-core'
import { users } from './auth.ts'
import { organizations } from './organizations.ts'
import { createdAt, moment, tenantTable } from './tenant-table.ts'

/** Better Auth's membership, extended by chat fields. Gone when somebody leaves; their profile stays. */
export const members = pgTable(
  'members',
  {
    id: text().primaryKey(),
    organizationId: text()
      .notNull()
      .references(() => organizations.id, { onDelete: 'cascade' }),
    userId: text()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    role: text().notNull().default('member'),
    createdAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
    chatRole: text(),
    chatIsOnline: boolean().notNull().default(true),
    chatMaxConcurrentChats: integer().notNull().default(8),
  },
  t => [
    unique('members_organization_user').on(t.organizationId, t.userId),
    index().on(t.userId),
    check('members_chat_role', sql`${t.chatRole} in ('supervisor', 'agent')`),
    check('members_max_chats', sql`${t.chatMaxConcurrentChats} between 0 and 1000`),
  ],
)

/** What stays of a member for ever; every reference to a member points here. Kept in step by triggers. */
export const memberProfiles = tenantTable(
  'member_profiles',
  {
    id: text().notNull(),
    userId: text().notNull(),
    name: text().notNull(),
    email: text(),
    avatarUrl: text(),
    phone: text(),
    role: text().notNull().default('agent'),
    status: text().notNull().default('active'),
    chatIsOnline: boolean().notNull().default(true),
    chatMaxConcurrentChats: integer().notNull().default(8),
    preferences: jsonb().$type<Record<string, unknown>>().notNull().default({}),
    lastSeenAt: moment(),
    leftAt: moment(),
    createdAt: createdAt(),
  },
  t => [t.id],
  t => [
    index('member_profiles_name').on(t.organizationId, t.name, t.id),
    index('member_profiles_user').on(t.organizationId, t.userId),
    check('member_profiles_role', sql`${t.role} in ('owner', 'admin', 'supervisor', 'agent')`),
    check('member_profiles_status', sql`${t.status} in ('active', 'inactive')`),
  ],
)
