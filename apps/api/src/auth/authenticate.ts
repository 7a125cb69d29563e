import { type Database, forOrganization, systemOf, type Transaction, tables } from '@halloo/db'
import { memberRole } from '@halloo/protocol'
import { and, eq, gt, inArray, isNotNull, isNull, ne, or, sql } from 'drizzle-orm'
import type { MemberActor } from './actor.ts'
import type { Auth } from './auth.ts'
import { ofTheirContact } from './visitors.ts'

const { chatUsers, departmentMembers, memberProfiles, members, organizations, visitorSessions } = tables

/** The member behind a session cookie, in the organization that the session has chosen. */
export async function authenticateMember(
  auth: Auth,
  db: Database,
  headers: Headers,
): Promise<MemberActor | undefined> {
  const found = await auth.api.getSession({ headers })
  const organizationId = found?.session.activeOrganizationId
  if (!found || !organizationId) return undefined
  return memberActor(db, organizationId, found.user.id, found.session.id)
}

/** Role and topics as they are now; nothing of them is kept in the session. */
export const memberActor = (db: Database, organizationId: string, userId: string, sessionId: string) =>
  forOrganization(db, systemOf(organizationId), async (tx): Promise<MemberActor | undefined> => {
    const [member] = await activeMembers(tx, [userId])
    return member && { kind: 'member', organizationId, sessionId, ...member }
  })

/** Who of these people may work here, with role and topics. */
export async function activeMembers(tx: Transaction, userIds: string[]) {
  const rows = await tx
    .select({
      id: members.id,
      userId: members.userId,
      role: members.role,
      chatRole: members.chatRole,
      status: memberProfiles.status,
      visibility: organizations.chatVisibility,
      departmentIds: sql<string[]>`coalesce((select json_agg(d.department_id) from ${departmentMembers} d
        where d.organization_id = ${members.organizationId} and d.member_id = ${members.id}), '[]')`,
    })
    .from(members)
    .innerJoin(organizations, eq(organizations.id, members.organizationId))
    .innerJoin(
      memberProfiles,
      and(eq(memberProfiles.organizationId, members.organizationId), eq(memberProfiles.id, members.id)),
    )
    .where(inArray(members.userId, userIds))
  return rows
    .filter(({ status }) => status === 'active')
    .map(row => {
      const role = memberRole(row.role, row.chatRole)
      return { id: row.id, userId: row.userId, role, topics: topicsOf({ ...row, role }) }
    })
}

/** Which of these visitors' sessions are good, whose they are, and who is blocked; none where the widget is switched off. */
export const liveVisitorSessions = (tx: Transaction, ids: string[], now: Date) =>
  tx
    .select({
      id: visitorSessions.id,
      chatUserId: visitorSessions.chatUserId,
      status: chatUsers.status,
    })
    .from(visitorSessions)
    .innerJoin(organizations, eq(organizations.id, visitorSessions.organizationId))
    .innerJoin(chatUsers, ofTheirContact)
    .where(
      and(
        inArray(visitorSessions.id, ids),
        isNull(visitorSessions.revokedAt),
        gt(visitorSessions.expiresAt, now),
        organizations.chatIsActive,
        or(ne(organizations.chatIdentityMode, 'required'), isNotNull(visitorSessions.identitySecretId)),
      ),
    )

/** What a member hears of: leads and, where the organization shows all to all, everybody hears everything. */
function topicsOf(member: {
  id: string
  role: MemberActor['role']
  visibility: string
  departmentIds: string[]
}) {
  const own = ['org', `member:${member.id}`]
  if (member.role !== 'agent' || member.visibility === 'all') return [...own, 'everything']
  if (member.visibility === 'assigned') return own
  return [...own, 'department:none', ...member.departmentIds.map(id => `department:${id}`)]
}
