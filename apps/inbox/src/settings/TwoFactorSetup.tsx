import { useState } from 'preact/hooks'
import { ask, authClient, faultOf } from '../auth/auth-client.ts'
import { useSubmit } from '../auth/use-submit.ts'
import { Button } from '../look/Button.tsx'
import { TextField } from '../look/Field.tsx'
import { toast } from '../look/Toast.tsx'
import { CopyButton } from './CopyButton.tsx'
import type { Secret } from './TwoFactorPart.tsx'

/** The secret for the app, codes for a bad day, and a first code as proof that it works. */
export function TwoFactorSetup({ secret, onDone }: { secret: Secret; onDone: () => void }) {
  const [code, setCode] = useState('')
  const key = new URL(secret.uri).searchParams.get('secret') ?? ''
  const { busy, fault, onSubmit } = useSubmit(async () => {
    const answer = await ask(authClient.twoFactor.verifyTotp({ code: code.replace(/\s/g, '') }))
    if (answer.error) return answer.error.status === 401 ? 'That code does not match.' : faultOf(answer)
    toast('The second step is on.')
    onDone()
    return undefined
  })
  return (
    <form onSubmit={onSubmit}>
      <div class="field">
        <span class="label">1. Add this key to your authenticator app</span>
        <code class="code">{key.match(/.{1,4}/g)?.join(' ')}</code>
        <div class="row">
          <CopyButton text={key} words="Copy key" />
          <a class="btn small" href={secret.uri}>
            Open in an app
          </a>
        </div>
      </div>
      <div class="field">
        <span class="label">2. Keep these codes; each works once if the app is lost</span>
        <code class="code">{secret.codes.join('\n')}</code>
        <CopyButton text={secret.codes.join('\n')} words="Copy codes" />
      </div>
      <TextField
        label="3. The code that the app shows"
        inputMode="numeric"
        autocomplete="one-time-code"
        required
        value={code}
        onValue={setCode}
        fault={fault}
      />
      <div>
        <Button kind="primary" type="submit" disabled={busy}>
          Switch on
        </Button>
      </div>
    </form>
  )
}
