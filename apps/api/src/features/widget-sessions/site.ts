import { type Database, forOrganization, forWidgetKey, systemOf, tables } from '@halloo/db'
import { isAllowedOrigin } from '../../auth/origin.ts'
import type { OpenContext } from '../../door/context.ts'
import { Refusal } from '../../refusal.ts'

const { organizations, previousWidgetKeys } = tables
export type OrganizationRow = typeof organizations.$inferSelect

/** The organization of a widget key, present or rotated less than seven days ago. */
export async function findByWidgetKey(db: Database, key: string): Promise<OrganizationRow | undefined> {
  if (!/^pk_[A-Za-z0-9_-]{16,64}$/.test(key)) return undefined
  const found = await forWidgetKey(db, key, async tx => {
    const [present] = await tx.select({ id: organizations.id }).from(organizations)
    if (present) return present.id
    const [previous] = await tx.select({ id: previousWidgetKeys.organizationId }).from(previousWidgetKeys)
    return previous?.id
  })
  if (!found) return undefined
  const [row] = await forOrganization(db, systemOf(found), tx => tx.select().from(organizations))
  return row
}

/** The organization whose widget may be used with this key on this page. */
export async function openSite(db: Database, ownOrigin: string, ctx: OpenContext, key: string) {
  if (key.startsWith('sk_')) throw new Refusal('secret_key_in_browser')
  const organization = await findByWidgetKey(db, key)
  if (!organization) throw new Refusal('invalid_widget_key')
  if (!organization.chatIsActive) throw new Refusal('widget_disabled')
  if (!isAllowedOrigin(ctx.origin, organization, ownOrigin)) throw new Refusal('origin_not_allowed')
  return organization
}
