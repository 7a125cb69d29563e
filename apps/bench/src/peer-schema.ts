import { integer, pgTable, text, timestamp, unique } from 'drizzle-orm/pg-core'

export const conversations = pgTable('conversations', {
  id: text().primaryKey(),
  lastSeq: integer('last_seq').notNull(),
  lastMessage: text('last_message'),
  updatedAt: timestamp('updated_at', { withTimezone: true }).notNull().defaultNow(),
})

export const messages = pgTable(
  'messages',
  {
    id: text().primaryKey(),
    conversationId: text('conversation_id')
      .notNull()
      .references(() => conversations.id),
    seq: integer().notNull(),
    sender: text().notNull(),
    body: text().notNull(),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
  },
  table => [unique().on(table.conversationId, table.seq)],
)
