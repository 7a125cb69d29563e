import { type Transaction, tables } from '@halloo/db'
import type { Member } from '@halloo/protocol'
import { eq } from 'drizzle-orm'
import { notFound } from '../../refusal.ts'
import type { Presentable } from '../../shape.ts'

const { memberProfiles } = tables
export type MemberRow = typeof memberProfiles.$inferSelect

/** What colleagues read. */
export const asMember = (row: MemberRow): Presentable<Member> => ({
  ...row,
  role: row.role as Member['role'],
  status: row.status as Member['status'],
})

export async function readMember(tx: Transaction, id: string): Promise<MemberRow> {
  const [row] = await tx.select().from(memberProfiles).where(eq(memberProfiles.id, id))
  if (!row) throw notFound()
  return row
}
