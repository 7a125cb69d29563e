import { type Database, forOrganization, tables } from '@halloo/db'
import { eq } from 'drizzle-orm'
import { type MemberActor, tenantOf, type VisitorActor } from '../auth/actor.ts'

/** The topics that see a conversation; null where the actor is not among them. */
export const sightOf = (db: Database, actor: MemberActor | VisitorActor, conversationId: string) =>
  forOrganization(db, tenantOf(actor), async tx => {
    const { conversations } = tables
    const [row] = await tx
      .select({ audience: conversations.audience })
      .from(conversations)
      .where(eq(conversations.id, conversationId))
    return row?.audience ?? null
  })

/** What others read of who is writing. */
export const nameOf = (db: Database, actor: MemberActor | VisitorActor) =>
  forOrganization(db, tenantOf(actor), async tx => {
    const table = actor.kind === 'member' ? tables.memberProfiles : tables.chatUsers
    const [row] = await tx.select({ name: table.name }).from(table).where(eq(table.id, actor.id))
    return row?.name ?? null
  })
