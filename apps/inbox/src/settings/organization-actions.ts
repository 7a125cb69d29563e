import { ask, authClient, faultOf } from '../auth/auth-client.ts'
import { me } from '../live/world.ts'

/** Makes somebody the owner and oneself an admin. Each answers with what went wrong. */
export async function handOver(heirId: string, ownId: string) {
  const first = faultOf(
    await ask(authClient.organization.updateMemberRole({ memberId: heirId, role: 'owner' })),
  )
  if (first) return first
  const second = faultOf(
    await ask(authClient.organization.updateMemberRole({ memberId: ownId, role: 'admin' })),
  )
  if (!second) location.assign('/settings/organization')
  return second
}

export async function leaveOrganization() {
  const organizationId = me.value?.organization.id ?? ''
  const fault = faultOf(await ask(authClient.organization.leave({ organizationId })))
  if (!fault) location.assign('/')
  return fault
}

export async function deleteOrganization() {
  const organizationId = me.value?.organization.id ?? ''
  const fault = faultOf(await ask(authClient.organization.delete({ organizationId })))
  if (!fault) location.assign('/')
  return fault
}
