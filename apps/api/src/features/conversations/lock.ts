import { type Transaction, tables } from '@halloo/db'
import { eq } from 'drizzle-orm'
import { notFound } from '../../refusal.ts'

const { conversations } = tables

export type ConversationRow = typeof conversations.$inferSelect

/** Holds a conversation until the commit, so that its numbers go up one by one. */
export async function lockConversation(tx: Transaction, id: string): Promise<ConversationRow> {
  const [row] = await tx.select().from(conversations).where(eq(conversations.id, id)).for('no key update')
  if (!row) throw notFound()
  return row
}
