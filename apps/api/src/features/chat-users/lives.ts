import { type Transaction, tables } from '@halloo/db'
import { asc, eq, or } from 'drizzle-orm'

const { chatUsers } = tables

/** A contact, and the anonymous ones that turned out to be the same person. */
export const livesOf = (tx: Transaction, id: string) =>
  tx
    .select()
    .from(chatUsers)
    .where(or(eq(chatUsers.id, id), eq(chatUsers.mergedInto, id)))
    .orderBy(asc(chatUsers.id))
