import { createHmac } from 'node:crypto'

/** The role that serves requests: no owner, no superuser, member of nothing, blind without a tenant. */
export const APP_ROLE = 'halloo_app'
/** The role of Better Auth: its own schema, organizations and members, and what follows from them. */
export const AUTH_ROLE = 'halloo_auth'

/** The role of the batched message writer: several tenants at once, on just the tables that a message touches. */
export const WRITER_ROLE = 'halloo_writer'

/** What the message writer may do, by table. */
export const WRITER_TABLES: Record<string, string> = {
  conversations: 'select, update',
  conversation_participants: 'select, insert, update',
  conversation_counts: 'select, insert, update',
  messages: 'select, insert',
  event_heads: 'select, insert, update',
  events: 'insert',
  member_profiles: 'select',
}

/** The role of the background: the queue of jobs, and of the log what happened, not what was said. */
export const JOBS_ROLE = 'halloo_jobs'

/** What the background may do across organizations, by table. */
export const JOBS_TABLES: Record<string, string> = {
  event_heads: 'select',
  events: 'select (organization_id, seq, type, conversation_id, actor)',
  reaction_cursors: 'select, insert, update',
}

/** Tables with the tenant's column that Better Auth's role may use, and why. */
export const AUTH_TABLES: Record<string, string> = {
  members: 'Better Auth keeps memberships',
  member_profiles: 'a trigger on members keeps them',
  department_members: 'a trigger takes a leaving member out',
  event_heads: 'triggers write to the log',
  events: 'triggers write to the log',
}

/** A role's password follows from the installation's secret, so that every node knows it and none stores it. */
export const rolePassword = (secret: string, role: string) =>
  createHmac('sha256', secret).update(`database role ${role}`).digest('base64url')

/** The owner's address with another login. */
export function loginUrl(ownerUrl: string, role: string, secret: string) {
  const url = new URL(ownerUrl)
  url.username = role
  url.password = rolePassword(secret, role)
  return url.href
}
