import type postgres from 'postgres'
import {
  APP_ROLE,
  AUTH_ROLE,
  AUTH_TABLES,
  JOBS_ROLE,
  JOBS_TABLES,
  rolePassword,
  WRITER_ROLE,
  WRITER_TABLES,
} from './roles.ts'
import { stand } from './stand.ts'

const TENANT = `(select nullif(current_setting('app.organization_id', true), ''))`
// A set that is hashed once; an array would be sorted anew for each probe of an index.
const TENANTS = `(select unnest(string_to_array(nullif(current_setting('app.organizations', true), ''), ',')))`
const TOPICS = `(select string_to_array(nullif(current_setting('app.topics', true), ''), ','))::text[]`
const WIDGET_KEY = `(select nullif(current_setting('app.widget_key', true), ''))`
const THEIR_CONTACT = (table: string) =>
  `exists (select from chat_users u where u.organization_id = ${table}.organization_id and u.id = ${table}.chat_user_id)`
const THEIR_CONVERSATION = (table: string, column = 'conversation_id') =>
  `exists (select from conversations c where c.organization_id = ${table}.organization_id and c.id = ${table}.${column})`

/** Who sees which rows within a tenant: a second, restrictive policy. Tables not named are the whole team's. */
const NARROW: Record<string, string> = {
  conversations: `audience && ${TOPICS}`,
  // The feed reads for everybody at once and filters in memory, by the same rule.
  events: `'*' = any((${TOPICS})) or (audience && ${TOPICS} and not hidden_from && ${TOPICS})`,
  messages: THEIR_CONVERSATION('messages'),
  conversation_participants: THEIR_CONVERSATION('conversation_participants'),
  conversation_assignments: THEIR_CONVERSATION('conversation_assignments'),
  ratings: THEIR_CONVERSATION('ratings'),
  attachments: `'everything' = any((${TOPICS})) or 'chatuser:' || chat_user_id = any((${TOPICS})) or 'member:' || member_id = any((${TOPICS}))
    or exists (select from messages m where m.organization_id = attachments.organization_id and m.id = attachments.message_id)`,
  contact_external_ids: THEIR_CONTACT('contact_external_ids'),
  chat_user_credentials: THEIR_CONTACT('chat_user_credentials'),
  chat_users: `'everything' = any((${TOPICS})) or 'chatuser:' || id = any((${TOPICS})) or 'member:' || owner_member_id = any((${TOPICS}))
    or exists (select from conversations c where c.organization_id = chat_users.organization_id and c.chat_user_id = chat_users.id)`,
}

/**
 * Puts the wall around every table that has `organization_id`: forced row-level security, policies, grants,
 * and the login roles. Safe to run again; runs after every migration, so that nobody writes it by hand.
 */
export async function protect(sql: postgres.Sql, secret: string, makeRoles: boolean) {
  if (makeRoles)
    for (const role of [APP_ROLE, AUTH_ROLE, WRITER_ROLE, JOBS_ROLE])
      await makeRole(sql, role, rolePassword(secret, role))
  const wanted = [
    grants(),
    ...(await tenantTables(sql)).map(wall),
    organizationWall(),
    await queueWall(sql),
  ].join('\n')
  await stand(sql, wanted)
}

const tenantTables = async (sql: postgres.Sql) =>
  (
    await sql<{ name: string }[]>`
      select c.relname as name from pg_class c
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
        and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'organization_id' and not a.attisdropped)
      order by 1`
  ).map(({ name }) => name)

/** An owner need not be a superuser: what only a superuser may say is left unsaid, and looked at when serving starts. */
async function makeRole(sql: postgres.Sql, role: string, password: string) {
  await sql.unsafe(
    `do $$ begin create role ${role}; exception when duplicate_object or unique_violation then null; end $$`,
  )
  await sql.unsafe(`alter role ${role} login password '${password}'`)
  const limits = {
    statement_timeout: '5s',
    lock_timeout: '2s',
    idle_in_transaction_session_timeout: '10s',
    jit: 'off',
  }
  for (const [name, value] of Object.entries(limits))
    await sql.unsafe(`alter role ${role} set ${name} = '${value}'`)
  // One call with ever new parameters: planning it anew would cost more than running it.
  if (role === WRITER_ROLE) await sql.unsafe(`alter role ${role} set plan_cache_mode = force_generic_plan`)
}

const grants = () => `
  revoke create on schema public from public;
  grant usage on schema public to ${APP_ROLE}, ${AUTH_ROLE}, ${WRITER_ROLE}, ${JOBS_ROLE};
  grant usage on schema auth to ${AUTH_ROLE};
  grant select, insert, update, delete on all tables in schema auth to ${AUTH_ROLE};
  revoke all on schema auth from ${APP_ROLE};`

const policy = (table: string, name: string, rule: string) =>
  `drop policy if exists ${name} on ${table}; create policy ${name} on ${table} ${rule};`

function wall(table: string) {
  const tenant = `organization_id = ${TENANT}`
  const narrow = NARROW[table]
  const appMay = table === 'members' ? 'select' : 'select, insert, update, delete'
  return `
    alter table ${table} enable row level security;
    alter table ${table} force row level security;
    revoke all on ${table} from ${APP_ROLE}, ${AUTH_ROLE}, ${WRITER_ROLE}, ${JOBS_ROLE};
    grant ${appMay} on ${table} to ${APP_ROLE};
    ${policy(table, 'tenant', `to ${APP_ROLE} using (${tenant}) with check (${tenant})`)}
    ${narrow ? policy(table, 'sight', `as restrictive for select to ${APP_ROLE} using (${narrow})`) : ''}
    ${narrow && writesFollowSight(table) ? policy(table, 'sight_write', `as restrictive for insert to ${APP_ROLE} with check (${narrow})`) : ''}
    ${AUTH_TABLES[table] ? `grant select, insert, update, delete on ${table} to ${AUTH_ROLE};` : ''}
    ${AUTH_TABLES[table] ? policy(table, 'auth', `to ${AUTH_ROLE} using (true) with check (true)`) : ''}
    ${WRITER_TABLES[table] ? `grant ${WRITER_TABLES[table]} on ${table} to ${WRITER_ROLE};` : ''}
    ${WRITER_TABLES[table] ? policy(table, 'batch', `to ${WRITER_ROLE} using (organization_id in ${TENANTS}) with check (organization_id in ${TENANTS})`) : ''}
    ${JOBS_TABLES[table] ? `grant ${JOBS_TABLES[table]} on ${table} to ${JOBS_ROLE};` : ''}
    ${JOBS_TABLES[table] ? policy(table, 'jobs', `to ${JOBS_ROLE} using (true) with check (true)`) : ''}
    ${table === 'members' ? `grant update (chat_role, chat_is_online, chat_max_concurrent_chats) on members to ${APP_ROLE};` : ''}
    ${table === 'previous_widget_keys' ? policy(table, 'widget_key', `for select to ${APP_ROLE} using (key = ${WIDGET_KEY} and expires_at > now())`) : ''}`
}

/** The queue's tables come from graphile-worker, with row security and no policy: nobody but its role gets one. */
async function queueWall(sql: postgres.Sql) {
  const tables = await sql<{ name: string }[]>`
    select c.oid::regclass::text as name from pg_class c
    where c.relnamespace = 'graphile_worker'::regnamespace and c.relkind = 'r' and c.relrowsecurity
    order by 1`
  return `
    grant usage on schema graphile_worker to ${JOBS_ROLE};
    grant select, insert, update, delete on all tables in schema graphile_worker to ${JOBS_ROLE};
    grant usage on all sequences in schema graphile_worker to ${JOBS_ROLE};
    ${tables.map(({ name }) => policy(name, 'jobs', `to ${JOBS_ROLE} using (true) with check (true)`)).join('\n')}`
}

// An event is written by whoever causes it, also for those who may read what they may not.
const writesFollowSight = (table: string) => table.startsWith('conversation_') || table === 'messages'

const organizationWall = () => `
  alter table organizations enable row level security;
  alter table organizations force row level security;
  revoke all on organizations from ${APP_ROLE}, ${AUTH_ROLE}, ${WRITER_ROLE};
  grant select, insert, update, delete on organizations to ${AUTH_ROLE};
  grant select on organizations to ${APP_ROLE}, ${WRITER_ROLE};
  grant update (name, chat_api_key, chat_domain, chat_allowed_domains, chat_is_active, chat_theme, chat_primary_color,
    chat_position, chat_look, chat_welcome_message, chat_show_agent_avatar, chat_collect_email, chat_collect_name,
    chat_visibility, chat_identity_mode, chat_pre_chat, chat_hours, chat_display, chat_greetings, chat_typing_preview,
    chat_version) on organizations to ${APP_ROLE};
  ${policy('organizations', 'tenant', `to ${APP_ROLE} using (id = ${TENANT}) with check (id = ${TENANT})`)}
  ${policy('organizations', 'widget_key', `for select to ${APP_ROLE} using (chat_api_key = ${WIDGET_KEY})`)}
  ${policy('organizations', 'batch', `for select to ${WRITER_ROLE} using (id in ${TENANTS})`)}
  ${policy('organizations', 'auth', `to ${AUTH_ROLE} using (true) with check (true)`)}`
