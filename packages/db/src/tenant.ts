import { sql } from 'drizzle-orm'
import type { Database, Transaction } from './connect.ts'

/** In whose name a transaction runs, and the topics that they hold. */
export interface Tenant {
  organizationId: string
  /** `member:<id>`, `chatuser:<id>` or `system`. */
  actor: string
  topics: readonly string[]
}

/** The house itself, within one organization. */
export const systemOf = (organizationId: string): Tenant => ({
  organizationId,
  actor: 'system',
  topics: ['org', 'everything'],
})

/**
 * The one way to a tenant's transaction: row-level security lets it see just that organization, and in it
 * what the topics allow. The settings end with the transaction.
 * @example await forOrganization(db, systemOf('org_…'), tx => tx.select().from(departments))
 */
export const forOrganization = <T>(
  db: Database,
  tenant: Tenant,
  work: (tx: Transaction) => Promise<T>,
): Promise<T> =>
  db.transaction(async tx => {
    // `then` sends it now, ahead of the first statement of the work: the two travel together, in this order.
    const settings = tx
      .execute(sql`select set_config('app.organization_id', ${tenant.organizationId}, true),
        set_config('app.actor', ${tenant.actor}, true), set_config('app.topics', ${tenant.topics.join(',')}, true)`)
      .then(() => {})
    const [, result] = await Promise.all([settings, work(tx)])
    return result
  })

/** A transaction that sees only the organization that a widget key belongs to. */
export const forWidgetKey = <T>(
  db: Database,
  key: string,
  work: (tx: Transaction) => Promise<T>,
): Promise<T> =>
  db.transaction(async tx => {
    await tx.execute(sql`select set_config('app.widget_key', ${key}, true)`)
    return work(tx)
  })

/**
 * Lets the rest of the transaction see the whole organization: for a change that moves a conversation out of
 * the sight of the one who was allowed to make it.
 */
export const widenSight = (tx: Transaction) =>
  tx.execute(sql`select set_config('app.topics', 'org,everything', true)`)
