import { type Database, tables } from '@halloo/db'
import { email } from '@halloo/protocol'
import { APIError } from 'better-auth/api'
import { and, eq, inArray } from 'drizzle-orm'

// What Better Auth leaves to us about who may invite, and whether that still holds when it is accepted.

interface Inviting {
  invitation: { email: string }
  inviter: { emailVerified: boolean }
}

/** @throws APIError for somebody whose own address is not confirmed: they would write in our name */
export async function beforeInviting({ invitation, inviter }: Inviting) {
  if (!email.safeParse(invitation.email).success)
    throw new APIError('BAD_REQUEST', { code: 'INVALID_EMAIL', message: 'Invalid e-mail' })
  if (!inviter.emailVerified)
    throw new APIError('FORBIDDEN', {
      code: 'EMAIL_VERIFICATION_REQUIRED',
      message: 'Confirm your own e-mail address first',
    })
}

/** @throws APIError where whoever invited would not be allowed to any more */
export async function beforeAccepting(
  db: Database,
  { inviterId, organizationId }: { inviterId: string; organizationId: string },
) {
  const { members } = tables
  const [inviter] = await db
    .select({ id: members.id })
    .from(members)
    .where(
      and(
        eq(members.organizationId, organizationId),
        eq(members.userId, inviterId),
        inArray(members.role, ['owner', 'admin']),
      ),
    )
  if (!inviter)
    throw new APIError('FORBIDDEN', {
      code: 'INVITER_HAS_LEFT',
      message: 'Whoever invited you may not do so any more; ask for another invitation',
    })
}
