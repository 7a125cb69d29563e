import type { Settings, Theme } from '@halloo/protocol'
import { sql } from 'drizzle-orm'
import { boolean, check, integer, jsonb, pgTable, text, timestamp } from 'drizzle-orm/pg-core'

// Settings that are more than a word are kept as the contract has them; the database knows their outer shape.

/** The tenant. Better Auth's organization, extended by chat fields; every setting has its CHECK here too. */
export const organizations = pgTable(
  'organizations',
  {
    id: text().primaryKey(),
    name: text().notNull(),
    slug: text().notNull().unique(),
    logo: text(),
    metadata: text(),
    createdAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
    /** The public widget key. */
    chatApiKey: text().notNull().unique(),
    chatDomain: text(),
    chatAllowedDomains: text().array().notNull().default([]),
    chatIsActive: boolean().notNull().default(true),
    chatTheme: text().$type<Settings['chatTheme']>().notNull().default('auto'),
    chatPrimaryColor: text().notNull().default('#03604a'),
    chatPosition: text().$type<Settings['chatPosition']>().notNull().default('bottom-right'),
    /** The published look, but for the three above; null as by default. */
    chatLook: jsonb().$type<Theme>(),
    chatWelcomeMessage: text().notNull().default('Halloo! How can we help?'),
    chatShowAgentAvatar: boolean().notNull().default(true),
    chatCollectEmail: boolean().notNull().default(false),
    chatCollectName: boolean().notNull().default(false),
    chatVisibility: text().$type<Settings['chatVisibility']>().notNull().default('all'),
    chatPreChat: jsonb().$type<Settings['chatPreChat']>(),
    chatHours: jsonb().$type<Settings['chatHours']>(),
    chatDisplay: jsonb().$type<Settings['chatDisplay']>(),
    chatGreetings: jsonb().$type<Settings['chatGreetings']>().notNull().default([]),
    chatTypingPreview: boolean().notNull().default(false),
    chatIdentityMode: text().$type<Settings['chatIdentityMode']>().notNull().default('off'),
    chatVersion: integer().notNull().default(1),
  },
  t => [
    check('organizations_theme', sql`${t.chatTheme} in ('auto', 'light', 'dark')`),
    check('organizations_position', sql`${t.chatPosition} in ('bottom-right', 'bottom-left')`),
    check('organizations_color', sql`${t.chatPrimaryColor} ~ '^#[0-9a-f]{6}$'`),
    check('organizations_look', sql`jsonb_typeof(${t.chatLook}) = 'object'`),
    check('organizations_visibility', sql`${t.chatVisibility} in ('all', 'department', 'assigned')`),
    check('organizations_pre_chat', sql`jsonb_typeof(${t.chatPreChat}) = 'object'`),
    check('organizations_hours', sql`jsonb_typeof(${t.chatHours}) = 'object'`),
    check('organizations_display', sql`jsonb_typeof(${t.chatDisplay}) = 'object'`),
    check('organizations_greetings', sql`jsonb_typeof(${t.chatGreetings}) = 'array'`),
    check('organizations_identity_mode', sql`${t.chatIdentityMode} in ('off', 'optional', 'required')`),
    check('organizations_key', sql`${t.chatApiKey} ~ '^pk_[A-Za-z0-9_-]{16,64}$'`),
  ],
)
