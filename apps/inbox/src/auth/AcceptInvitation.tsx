import { Link } from 'wouter-preact'
import { useLoad } from '../live/load.ts'
import { Button } from '../look/Button.tsx'
import { Hint } from '../look/Field.tsx'
import { AuthFrame } from './AuthFrame.tsx'
import { ask, authClient, endSession, faultOf, setOrganization } from './auth-client.ts'
import { useSubmit } from './use-submit.ts'

/** Somebody was asked to join a team: sign in first, then say yes or no. */
export default function AcceptInvitation({ id }: { id: string }) {
  const { data, phase, retry } = useLoad(`invitation ${id}`, () => look(id))
  if (phase === 'failed')
    return (
      <AuthFrame title="The invitation could not be fetched">
        <Button onClick={retry}>Try again</Button>
      </AuthFrame>
    )
  if (!data) return null
  if (data.kind === 'stranger') return <FirstSignIn id={id} />
  if (data.kind === 'not-good')
    return (
      <AuthFrame title="This invitation does not fit" say={`${data.why} You are signed in as ${data.email}.`}>
        <Link class="btn" href="/mine">
          To the inbox
        </Link>
        <Button kind="quiet" onClick={() => void endSession().then(() => location.reload())}>
          Sign in as somebody else
        </Button>
      </AuthFrame>
    )
  return <Decide id={id} organization={data.organizationName} inviter={data.inviterEmail} />
}

async function look(id: string) {
  const session = await ask(authClient.getSession())
  if (!session.data) return { kind: 'stranger' } as const
  const answer = await ask(authClient.organization.getInvitation({ query: { id } }))
  if (!answer.data)
    return {
      kind: 'not-good',
      email: session.data.user.email,
      why: faultOf(answer) ?? 'It is not known.',
    } as const
  return { kind: 'good', ...answer.data } as const
}

function FirstSignIn({ id }: { id: string }) {
  const to = `?to=${encodeURIComponent(`/accept-invitation/${id}`)}`
  return (
    <AuthFrame
      title="You are invited"
      say="Sign in with the address that the invitation was sent to, or make an account for it."
    >
      <Link class="btn primary" href={`/sign-up${to}`}>
        Make an account
      </Link>
      <Link class="btn" href={`/sign-in${to}`}>
        I have one
      </Link>
    </AuthFrame>
  )
}

function Decide({ id, organization, inviter }: { id: string; organization: string; inviter: string }) {
  const yes = useSubmit(async () => {
    const answer = await ask(authClient.organization.acceptInvitation({ invitationId: id }))
    if (!answer.data) return faultOf(answer)
    const fault = await setOrganization(answer.data.member.organizationId)
    if (!fault) location.assign('/mine')
    return fault
  })
  const no = useSubmit(async () => {
    const answer = await ask(authClient.organization.rejectInvitation({ invitationId: id }))
    if (!answer.error) location.assign('/mine')
    return faultOf(answer)
  })
  return (
    <AuthFrame title={`Join ${organization}`} say={`${inviter} asks you to answer chats together.`}>
      <form onSubmit={yes.onSubmit}>
        <Hint fault={yes.fault ?? no.fault} />
        <Button kind="primary" type="submit" disabled={yes.busy}>
          Join
        </Button>
        <Button kind="quiet" disabled={no.busy} onClick={no.onSubmit}>
          No, thank you
        </Button>
      </form>
    </AuthFrame>
  )
}
