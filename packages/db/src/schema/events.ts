import { bigint, index, jsonb, text } from 'drizzle-orm/pg-core'
import { createdAt, tenantTable } from './tenant-table.ts'

/** The organization's last event number: one row, taken last in a transaction, so that order is commit order. */
export const eventHeads = tenantTable('event_heads', { seq: bigint({ mode: 'number' }).notNull() }, () => [])

/**
 * The log of everything that happened, gapless by organization. `data` is what a member reads, `visitor_data`
 * what the visitor reads, as JSON text, made once; a `message.created` has one text that both are made from.
 * `audience` meets the topics of whoever may know, unless they meet `hidden_from`.
 */
export const events = tenantTable(
  'events',
  {
    seq: bigint({ mode: 'number' }).notNull(),
    type: text().notNull(),
    audience: text().array().notNull(),
    hiddenFrom: text().array().notNull().default([]),
    conversationId: text(),
    actor: text().notNull(),
    data: text().notNull(),
    visitorData: text(),
    createdAt: createdAt(),
  },
  t => [t.seq],
  () => [],
  false,
)

/** How far the reactor has gone through an organization's log. */
export const reactionCursors = tenantTable(
  'reaction_cursors',
  { seq: bigint({ mode: 'number' }).notNull() },
  () => [],
)

/** Who changed what that matters: settings, roles, keys, blocks. Never texts of conversations. */
export const auditLog = tenantTable(
  'audit_log',
  {
    id: text().notNull(),
    actor: text().notNull(),
    action: text().notNull(),
    target: text(),
    data: jsonb().$type<Record<string, unknown>>().notNull().default({}),
    requestId: text(),
    createdAt: createdAt(),
  },
  t => [t.id],
  t => [index('audit_log_created').on(t.organizationId, t.createdAt)],
)

/** Widget keys that were rotated away, good until they expire. */
export const previousWidgetKeys = tenantTable(
  'previous_widget_keys',
  { key: text().notNull(), expiresAt: createdAt() },
  t => [t.key],
)
