import { createHash } from 'node:crypto'
import type postgres from 'postgres'

const TRIES = 5

/**
 * Puts up policies and grants, unless just these stand already: each of them locks its table against everybody,
 * and a node that starts must not stop those that serve.
 * @param wanted statements that may be run again
 */
export async function stand(sql: postgres.Sql, wanted: string) {
  const hash = createHash('sha256').update(wanted).digest('hex')
  if ((await said(sql)) === `${hash} ${await standing(sql)}`) return
  for (let tries = 1; ; tries++)
    try {
      return await sql.begin(async tx => {
        await tx.unsafe(wanted)
        // Beside what was wanted, what came of it: who changes it by hand has it put right at the next start.
        await tx.unsafe(`comment on table organizations is '${hash} ${await standing(tx)}'`)
      })
    } catch (error) {
      // Those who serve take their locks in another order.
      const isDeadlock = error instanceof Error && 'code' in error && error.code === '40P01'
      if (!isDeadlock || tries === TRIES) throw error
    }
}

async function said(sql: postgres.Sql) {
  const [row] = await sql<{ said: string | null }[]>`
    select obj_description('organizations'::regclass, 'pg_class') as said`
  return row?.said
}

/** Every policy and grant that there is, in 32 letters. */
async function standing(sql: postgres.Sql | postgres.TransactionSql) {
  const [row] = await sql<{ hash: string }[]>`
    select md5(string_agg(line, E'\\n' order by line)) as hash from (
      select concat_ws(' ', schemaname, tablename, policyname, permissive, roles, cmd, qual, with_check) as line
      from pg_policies
      union all
      select concat_ws(' ', c.oid::regclass, c.relrowsecurity, c.relforcerowsecurity, c.relacl)
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname in ('public', 'auth', 'graphile_worker')
      union all
      select concat_ws(' ', attrelid::regclass, attname, attacl) from pg_attribute where attacl is not null
      union all
      select concat_ws(' ', nspname, nspacl) from pg_namespace where nspname in ('public', 'auth', 'graphile_worker')
    ) as lines`
  return row?.hash
}
