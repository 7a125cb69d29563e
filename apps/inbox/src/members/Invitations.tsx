import { ask, authClient, faultOf } from '../auth/auth-client.ts'
import { useLoad } from '../live/load.ts'
import { minute } from '../live/now.ts'
import { Button } from '../look/Button.tsx'
import { toast } from '../look/Toast.tsx'
import { Trouble } from '../look/Trouble.tsx'
import { shortMoment } from '../look/time.ts'
import { Part } from '../settings/Page.tsx'

/** Who has been asked and has not answered. */
export function Invitations() {
  const { data, phase, retry } = useLoad('invitations', async () => {
    const answer = await ask(authClient.organization.listInvitations())
    return { fault: faultOf(answer), items: (answer.data ?? []).filter(one => one.status === 'pending') }
  })
  if (phase === 'failed' || data?.fault)
    return <Trouble what="Invitations could not be fetched." onRetry={retry} />
  if (!data?.items.length) return null
  const cancel = async (invitationId: string) => {
    toast(
      faultOf(await ask(authClient.organization.cancelInvitation({ invitationId }))) ??
        'Invitation taken back',
    )
    retry()
  }
  const resend = async (email: string, role: string) => {
    const request = authClient.organization.inviteMember({
      email,
      role: role === 'admin' ? 'admin' : 'member',
      resend: true,
    })
    toast(faultOf(await ask(request)) ?? `Sent again to ${email}`)
    retry()
  }
  return (
    <Part title="Invited">
      <ul class="lines">
        {data.items.map(one => {
          const expires = new Date(one.expiresAt)
          const over = expires.getTime() < minute.value
          return (
            <li key={one.id}>
              <span class="grow">
                <b class="cut" title={one.email}>
                  {one.email}
                </b>
                <span class="meta">
                  {one.role === 'admin' ? 'Admin' : 'Agent'} ·{' '}
                  {over
                    ? 'has run out'
                    : `until ${shortMoment(expires.toISOString(), expires.getTime() + 864e5 * 8)}`}
                </span>
              </span>
              <Button small onClick={() => void resend(one.email, one.role)}>
                Send again
              </Button>
              <Button small kind="danger" onClick={() => void cancel(one.id)}>
                Take back
              </Button>
            </li>
          )
        })}
      </ul>
    </Part>
  )
}
