import { type Database, tables } from '@halloo/db'
import { asc, gt } from 'drizzle-orm'

const PAGE = 500

/** Every organization, page by page. Only the login of Better Auth sees them all. */
export async function* organizationIds(db: Database) {
  const { id } = tables.organizations
  for (let last = ''; ; ) {
    const page = await db
      .select({ id })
      .from(tables.organizations)
      .where(gt(id, last))
      .orderBy(asc(id))
      .limit(PAGE)
    for (const row of page) yield row.id
    if (page.length < PAGE) return
    last = page.at(-1)?.id ?? ''
  }
}
