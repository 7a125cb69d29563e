import type postgres from 'postgres'

/** Refuses to serve with a login that row-level security does not bind. */
export async function refusePowerfulRole(sql: postgres.Sql) {
  const [role] = await sql<{ name: string; powers: string[] }[]>`
    select rolname as name, array_remove(array[
      case when rolsuper then 'is a superuser' end,
      case when rolbypassrls then 'bypasses row-level security' end,
      case when rolcreaterole then 'creates roles' end,
      case when exists (select from pg_class where relowner = r.oid and relnamespace = 'public'::regnamespace) then 'owns tables' end,
      case when exists (select from pg_roles o where o.oid <> r.oid and pg_has_role(r.oid, o.oid, 'member')) then 'is a member of another role' end
    ], null) as powers
    from pg_roles r where rolname = current_user`
  if (!role || role.powers.length > 0)
    throw new Error(
      `The serving database role ${role?.name ?? '?'} ${role?.powers.join(', ')}: tenants would not be kept apart.`,
    )
}
