import type postgres from 'postgres'
import { APP_ROLE, AUTH_TABLES, JOBS_TABLES } from '../roles.ts'

// What PostgreSQL itself says about the wall. A new table, function or view without protection shows up here.

/** Tables that are not a tenant's, and why. Everything else must carry `organization_id` and the wall. */
const NO_TENANT: Record<string, string> = { organizations: 'is the tenant: walled by its own id' }

const names = (rows: { name: string }[]) => rows.map(({ name }) => name)

/** Tables whose rows not everybody of a tenant may see. */
const NARROWED = [
  'attachments',
  'chat_user_credentials',
  'chat_users',
  'contact_external_ids',
  'conversation_assignments',
  'conversation_participants',
  'conversations',
  'events',
  'messages',
  'ratings',
]

export interface CatalogFaults {
  tables: string[]
  policies: string[]
  role: string[]
  views: string[]
  definers: string[]
  foreignKeys: string[]
  privileges: string[]
  uniques: string[]
  authSchema: string[]
  sight: string[]
}

/** Every fault found; all lists empty is the only good answer. */
export async function readCatalogFaults(sql: postgres.Sql | postgres.TransactionSql): Promise<CatalogFaults> {
  return {
    tables: await tables(sql),
    policies: await policies(sql),
    role: await role(sql),
    views: names(
      await sql`
      select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('v', 'm') and n.nspname in ('public', 'auth')
        and has_table_privilege(${APP_ROLE}, c.oid, 'select')
        and not coalesce(c.reloptions && array['security_invoker=true', 'security_invoker=on'], false)`,
    ),
    definers: names(
      await sql`
      select p.oid::regprocedure::text as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where p.prosecdef and n.nspname in ('public', 'auth') and has_function_privilege(${APP_ROLE}, p.oid, 'execute')`,
    ),
    foreignKeys: await foreignKeys(sql),
    sight: names(
      await sql`
      select t.name from unnest(${NARROWED}::text[]) as t(name)
      where not exists (select from pg_policy p where p.polrelid = t.name::regclass and not p.polpermissive
        and p.polcmd = 'r' and pg_get_expr(p.polqual, p.polrelid) <> 'true')`,
    ),
    privileges: names(
      await sql`
      select c.relname || ' ' || x.p as name from pg_class c join pg_namespace n on n.oid = c.relnamespace,
        unnest(array['TRUNCATE', 'REFERENCES', 'TRIGGER']) x(p)
      where c.relkind in ('r', 'p') and n.nspname in ('public', 'auth') and has_table_privilege(${APP_ROLE}, c.oid, x.p)`,
    ),
    uniques: names(
      await sql`
      select i.indexrelid::regclass::text as name from pg_index i
        join pg_class c on c.oid = i.indrelid join pg_namespace n on n.oid = c.relnamespace
      where i.indisunique and n.nspname = 'public' and c.relname <> 'members'
        and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'organization_id')
        and not exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'organization_id' and a.attnum = any(i.indkey))`,
    ),
    authSchema: names(
      await sql`
      select c.relname as name from pg_class c
      where c.relnamespace in ('auth'::regnamespace, 'graphile_worker'::regnamespace) and c.relkind = 'r'
        and (has_schema_privilege(${APP_ROLE}, c.relnamespace, 'usage') or has_any_column_privilege(${APP_ROLE}, c.oid, 'select'))`,
    ),
  }
}

async function tables(sql: postgres.Sql | postgres.TransactionSql): Promise<string[]> {
  const rows = await sql<{ name: string; faults: string[] }[]>`
    with needed(cmd) as (values ('r'), ('a'), ('w'), ('d'))
    select c.relname as name, array_remove(array[
        case when not c.relrowsecurity then 'row security is off' end,
        case when not c.relforcerowsecurity then 'row security is not forced' end,
        case when exists (select from needed where not exists (
          select from pg_policy p where p.polrelid = c.oid and p.polpermissive and p.polcmd in ('*', needed.cmd::"char")
            and p.polroles @> array[(select oid from pg_roles where rolname = ${APP_ROLE})])) then 'a command has no policy' end,
        case when exists (select from pg_policy p where p.polrelid = c.oid
            and p.polroles && array[0::oid, (select oid from pg_roles where rolname = ${APP_ROLE})]
            and (pg_get_expr(p.polqual, p.polrelid) = 'true' or pg_get_expr(p.polwithcheck, p.polrelid) = 'true')) then 'a policy is open' end,
        case when not exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'organization_id'
            and a.attnotnull and not a.attisdropped) then 'no organization_id' end], null) as faults
    from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'f')`
  return rows
    .map(({ name, faults }) => ({
      name,
      faults: faults.filter(fault => !(NO_TENANT[name] && /organization_id|command/.test(fault))),
    }))
    .filter(({ faults }) => faults.length > 0)
    .map(({ name, faults }) => `${name}: ${faults.join(', ')}`)
}

/** The tenant's policy is one text for all tables; an empty setting means no tenant. Open ones are Better Auth's alone. */
async function policies(sql: postgres.Sql | postgres.TransactionSql): Promise<string[]> {
  const rows = await sql<{ tab: string; policy: string; using: string; check: string | null }[]>`
    select p.polrelid::regclass::text as tab, p.polname as policy,
      pg_get_expr(p.polqual, p.polrelid) as using, pg_get_expr(p.polwithcheck, p.polrelid) as check from pg_policy p`
  const tenant =
    /^\(organization_id = \( SELECT NULLIF\(current_setting\('app\.organization_id'::text, true\), ''::text\) AS "nullif"\)\)$/
  return rows.flatMap(({ tab, policy, using, check }) => {
    if (policy === 'tenant' && tab !== 'organizations')
      return tenant.test(using) && check === using ? [] : [`${tab}: the tenant's policy reads ${using}`]
    if (policy === 'auth' && tab !== 'organizations' && !AUTH_TABLES[tab])
      return [`${tab}: open to Better Auth, unlisted`]
    if (policy === 'jobs' && !tab.startsWith('graphile_worker.') && !JOBS_TABLES[tab])
      return [`${tab}: open to the background, unlisted`]
    return /current_setting\('app/.test(using ?? check ?? '') && !/NULLIF/.test(using ?? check ?? '')
      ? [`${tab}.${policy}: no nullif`]
      : []
  })
}

async function role(sql: postgres.Sql | postgres.TransactionSql): Promise<string[]> {
  const [row] = await sql<{ faults: string[] }[]>`
    select array_remove(array[case when rolsuper then 'superuser' end, case when rolbypassrls then 'bypasses' end,
      case when rolcreaterole then 'creates roles' end, case when rolcreatedb then 'creates databases' end,
      case when rolreplication then 'replicates' end,
      case when exists (select from pg_class where relowner = r.oid) then 'owns' end,
      case when exists (select from pg_roles o where o.oid <> r.oid and pg_has_role(r.oid, o.oid, 'member')) then 'is a member' end], null) as faults
    from pg_roles r where rolname = ${APP_ROLE}`
  return row?.faults ?? ['there is no such role']
}

/** Foreign keys between tenant tables that do not carry the tenant on both sides. */
const foreignKeys = async (sql: postgres.Sql | postgres.TransactionSql) =>
  names(
    await sql`
    with tenant as (select attrelid from pg_attribute where attname = 'organization_id' and not attisdropped)
    select con.conrelid::regclass || ' ' || con.conname as name from pg_constraint con
    where con.contype = 'f' and con.connamespace = 'public'::regnamespace
      and con.conrelid in (select attrelid from tenant) and con.confrelid in (select attrelid from tenant)
      and not exists (select from unnest(con.conkey, con.confkey) as k(c, f)
        join pg_attribute a on a.attrelid = con.conrelid and a.attnum = k.c and a.attname = 'organization_id'
        join pg_attribute b on b.attrelid = con.confrelid and b.attnum = k.f and b.attname = 'organization_id')`,
  )
