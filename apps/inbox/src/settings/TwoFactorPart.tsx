import { useState } from 'preact/hooks'
import { ask, authClient, faultOf } from '../auth/auth-client.ts'
import { PasswordField } from '../auth/PasswordField.tsx'
import { useSubmit } from '../auth/use-submit.ts'
import { useLoad } from '../live/load.ts'
import { Button } from '../look/Button.tsx'
import { toast } from '../look/Toast.tsx'
import { Part } from './Page.tsx'
import { TwoFactorSetup } from './TwoFactorSetup.tsx'

export interface Secret {
  uri: string
  codes: readonly string[]
}

/** A second step at sign-in, by an authenticator app. */
export function TwoFactorPart() {
  const { data: on, retry } = useLoad('two-factor', async () => {
    const session = await ask(authClient.getSession())
    return Boolean(session.data?.user.twoFactorEnabled)
  })
  const [password, setPassword] = useState('')
  const [asking, setAsking] = useState(false)
  const [secret, setSecret] = useState<Secret | null>(null)
  const { busy, fault, onSubmit } = useSubmit(async () => {
    const answer = on
      ? await ask(authClient.twoFactor.disable({ password }))
      : await ask(authClient.twoFactor.enable({ password }))
    if (answer.error || !answer.data) return faultOf(answer)
    if ('totpURI' in answer.data) setSecret({ uri: answer.data.totpURI, codes: answer.data.backupCodes })
    else toast('The second step is off.')
    setAsking(false)
    setPassword('')
    retry()
    return undefined
  })
  const say = on ? 'On: a code is asked for at each sign-in.' : 'Off: your password alone opens the inbox.'
  return (
    <Part title="Second step" say={on === undefined ? undefined : say}>
      {secret && (
        <TwoFactorSetup
          secret={secret}
          onDone={() => {
            setSecret(null)
            retry()
          }}
        />
      )}
      {!secret && !asking && (
        <div>
          <Button disabled={on === undefined} onClick={() => setAsking(true)}>
            {on ? 'Switch off' : 'Set up'}
          </Button>
        </div>
      )}
      {asking && (
        <form onSubmit={onSubmit}>
          <PasswordField label="Your password" value={password} onValue={setPassword} fault={fault} />
          <div class="row">
            <Button kind="primary" type="submit" disabled={busy}>
              Go on
            </Button>
            <Button kind="quiet" onClick={() => setAsking(false)}>
              Cancel
            </Button>
          </div>
        </form>
      )}
    </Part>
  )
}
