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

/** What others read of who is writing, and whether the team reads a visitor's words before they are sent. */
export const writerOf = (db: Database, actor: MemberActor | VisitorActor): Promise<Writer> =>
  forOrganization(db, tenantOf(actor), async tx => {
    const table = actor.kind === 'member' ? tables.memberProfiles : tables.chatUsers
    const { organizations } = tables
    const [row] = await tx
      .select({ name: table.name, isRead: organizations.chatTypingPreview })
      .from(table)
      .innerJoin(organizations, eq(organizations.id, table.organizationId))
      .where(eq(table.id, actor.id))
    return { name: row?.name ?? null, isPreviewed: actor.kind === 'visitor' && row?.isRead === true }
  })

export interface Writer {
  name: string | null
  isPreviewed: boolean
}
