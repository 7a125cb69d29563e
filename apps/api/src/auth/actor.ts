import { systemOf, type Tenant } from '@halloo/db'
import type { MemberRole, Role } from '@halloo/protocol'

/** Who asks. Made by `authenticate` alone; the tenant is named here and nowhere else. */
export type Actor = MemberActor | VisitorActor | Anyone

export interface MemberActor {
  kind: 'member'
  organizationId: string
  id: string
  userId: string
  sessionId: string
  role: MemberRole
  topics: readonly string[]
}

export interface VisitorActor {
  kind: 'visitor'
  organizationId: string
  id: string
  sessionId: string
  topics: readonly string[]
  /** May read, but no longer write. */
  blocked: boolean
}

/** Nobody known: for operations that carry their own credential. */
export interface Anyone {
  kind: 'anyone'
}

/** The house itself, within one tenant: jobs, triggers of Better Auth, the command line. */
export interface SystemActor {
  kind: 'system'
  organizationId: string
  id: 'system'
}

export const systemActor = (organizationId: string): SystemActor => ({
  kind: 'system',
  id: 'system',
  organizationId,
})

export type TenantActor = MemberActor | VisitorActor | SystemActor

export const roleOf = (actor: Actor): Role => (actor.kind === 'member' ? actor.role : actor.kind)

/** Actor and topics as the database reads them. */
export const tenantOf = (actor: TenantActor): Tenant =>
  actor.kind === 'system'
    ? systemOf(actor.organizationId)
    : {
        organizationId: actor.organizationId,
        actor: `${actor.kind === 'member' ? 'member' : 'chatuser'}:${actor.id}`,
        topics: actor.topics,
      }

/** The credential behind an actor, as the key of their rate limits. */
export const credentialOf = (actor: Actor, address: string) =>
  actor.kind === 'anyone' ? address : actor.sessionId
