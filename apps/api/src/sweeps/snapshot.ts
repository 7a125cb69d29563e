import postgres from 'postgres'

/** A hash of everything that belongs to an organization, as the owner of the database sees it. */
export async function hashOfTenant(ownerUrl: string, organizationId: string): Promise<string> {
  const sql = postgres(ownerUrl, { max: 1, onnotice: () => {} })
  try {
    const tables = await sql<{ name: string }[]>`
      select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'organization_id'
      where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' order by 1`
    const parts = tables.map(
      ({ name }) =>
        `select '${name}' as t, md5(coalesce(string_agg(x::text, '|' order by x::text), '')) as h from ${name} x where organization_id = $1`,
    )
    const rows = await sql.unsafe<{ t: string; h: string }[]>(parts.join(' union all '), [organizationId])
    return rows
      .map(({ t, h }) => `${t}=${h}`)
      .sort()
      .join('\n')
  } finally {
    await sql.end()
  }
}
