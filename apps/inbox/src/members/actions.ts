import { Refusal } from '@halloo/client'
import type { Input, Member } from '@halloo/protocol'
import { client, store } from '../live/world.ts'
import { toast, toastTrouble } from '../look/Toast.tsx'
import { ROLE_WORDS } from './roles.ts'

type MemberChange = Input<'PATCH /v1/members/:memberId'>['body']

export async function changeMember(member: Member, body: MemberChange) {
  try {
    const told = await client.call('PATCH /v1/members/:memberId', { params: { memberId: member.id }, body })
    store.putMembers([told])
    toast(`${member.name}: saved`)
    return true
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    toastTrouble(`Not saved. ${error.message}`)
    return false
  }
}

/** Admin is a role of the login; supervisor and agent are roles in the chat. */
export async function changeRole(member: Member, role: Exclude<Member['role'], 'owner'>) {
  const { ask, authClient, faultOf } = await import('../auth/auth-client.ts')
  const wasAdmin = member.role === 'admin'
  if (wasAdmin !== (role === 'admin')) {
    const authRole = role === 'admin' ? 'admin' : 'member'
    const fault = faultOf(
      await ask(authClient.organization.updateMemberRole({ memberId: member.id, role: authRole })),
    )
    if (fault) return toastTrouble(`Not changed. ${fault}`)
  }
  if (role !== 'admin') return void (await changeMember(member, { chatRole: role }))
  toast(`${member.name} is now ${ROLE_WORDS[role].toLowerCase()}`)
  store.putMembers((await client.call('GET /v1/members', { query: { limit: '100' } })).items)
}

/** Answers with what went wrong, if something did. */
export async function removeMember(memberId: string) {
  const { ask, authClient, faultOf } = await import('../auth/auth-client.ts')
  const fault = faultOf(await ask(authClient.organization.removeMember({ memberIdOrEmail: memberId })))
  if (!fault) toast('Removed')
  return fault
}
