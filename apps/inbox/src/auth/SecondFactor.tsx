import { useState } from 'preact/hooks'
import { enter } from '../live/entry.ts'
import { Button } from '../look/Button.tsx'
import { TextField } from '../look/Field.tsx'
import { AuthFrame } from './AuthFrame.tsx'
import { ask, authClient, faultOf } from './auth-client.ts'
import { useSubmit } from './use-submit.ts'

/** The code of the authenticator, or one of the codes that were written down. */
export function SecondFactor({ onBack }: { onBack: () => void }) {
  const [code, setCode] = useState('')
  const [backup, setBackup] = useState(false)
  const { busy, fault, onSubmit } = useSubmit(async () => {
    const wanted = code.replace(/\s/g, '')
    const answer = backup
      ? await ask(authClient.twoFactor.verifyBackupCode({ code: wanted }))
      : await ask(authClient.twoFactor.verifyTotp({ code: wanted }))
    if (answer.error) return answer.error.status === 401 ? 'That code does not match.' : faultOf(answer)
    await enter()
    return undefined
  })
  return (
    <AuthFrame
      title="One more step"
      say={backup ? 'One of the codes you wrote down.' : 'The code in your authenticator app.'}
    >
      <form onSubmit={onSubmit}>
        <TextField
          label={backup ? 'Backup code' : 'Code'}
          inputMode={backup ? 'text' : 'numeric'}
          autocomplete="one-time-code"
          required
          value={code}
          onValue={setCode}
          fault={fault}
        />
        <Button kind="primary" type="submit" disabled={busy}>
          Go on
        </Button>
        <Button kind="quiet" onClick={() => setBackup(!backup)}>
          {backup ? 'Use the authenticator' : 'Use a backup code'}
        </Button>
        <Button kind="quiet" onClick={onBack}>
          Back
        </Button>
      </form>
    </AuthFrame>
  )
}
