import type postgres from 'postgres'

/** Everything that belongs to an organization, as one text that changes with any row. `sql` is the owner's. */
export async function fingerprintOf(sql: postgres.Sql, organizationId: string): Promise<string> {
  const tables = await sql<{ schema: string; name: string }[]>`
    select table_schema as schema, table_name as name from information_schema.columns
    where column_name = 'organization_id' and table_schema in ('public', 'auth')
      and table_name in (select table_name from information_schema.tables where table_type = 'BASE TABLE')
    order by 1, 2`
  const parts = await Promise.all(
    tables.map(
      ({ schema, name }) => sql<{ hash: string | null }[]>`
        select md5(string_agg(t::text, '|' order by t::text)) as hash from ${sql(schema)}.${sql(name)} t
        where organization_id = ${organizationId}`,
    ),
  )
  const own = await sql<
    { hash: string }[]
  >`select md5(t::text) as hash from organizations t where id = ${organizationId}`
  return [...tables.map(({ name }, at) => `${name}=${parts[at]?.[0]?.hash ?? '-'}`), own[0]?.hash].join('\n')
}
