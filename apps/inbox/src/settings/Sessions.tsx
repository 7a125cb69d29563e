import { ask, authClient, faultOf } from '../auth/auth-client.ts'
import { useLoad } from '../live/load.ts'
import { minute } from '../live/now.ts'
import { Button } from '../look/Button.tsx'
import { toast } from '../look/Toast.tsx'
import { Trouble } from '../look/Trouble.tsx'
import { shortMoment } from '../look/time.ts'
import { deviceName } from './device-name.ts'
import { Part } from './Page.tsx'

/** Where else one is signed in, and the way to end it. */
export function Sessions() {
  const { data, phase, retry } = useLoad('sessions', async () => {
    const [current, all] = await Promise.all([ask(authClient.getSession()), ask(authClient.listSessions())])
    return { own: current.data?.session.token, all: all.data ?? [], fault: faultOf(all) }
  })
  const end = async (work: Parameters<typeof ask>[0]) => {
    const fault = faultOf(await ask(work))
    toast(fault ?? 'Signed out there')
    retry()
  }
  return (
    <Part title="Signed in on" say="End what you do not know.">
      {(phase === 'failed' || data?.fault) && (
        <Trouble what="The list could not be fetched." onRetry={retry} />
      )}
      <ul class="lines">
        {data?.all.map(session => (
          <li key={session.id}>
            <span class="grow">
              <b class="cut">{deviceName(session.userAgent)}</b>
              <span class="meta">
                {session.token === data.own
                  ? 'This one'
                  : `Since ${shortMoment(new Date(session.createdAt).toISOString(), minute.value)}`}
                {session.ipAddress ? ` · ${session.ipAddress}` : ''}
              </span>
            </span>
            {session.token !== data.own && (
              <Button small onClick={() => void end(authClient.revokeSession({ token: session.token }))}>
                Sign out
              </Button>
            )}
          </li>
        ))}
      </ul>
      {data && data.all.length > 1 && (
        <div>
          <Button kind="danger" onClick={() => void end(authClient.revokeOtherSessions())}>
            Sign out everywhere else
          </Button>
        </div>
      )}
    </Part>
  )
}
