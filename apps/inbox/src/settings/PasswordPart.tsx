import { useState } from 'preact/hooks'
import { ask, authClient, faultOf } from '../auth/auth-client.ts'
import { PasswordField, SHORTEST_PASSWORD } from '../auth/PasswordField.tsx'
import { useSubmit } from '../auth/use-submit.ts'
import { Button } from '../look/Button.tsx'
import { toast } from '../look/Toast.tsx'
import { Part } from './Page.tsx'

/** A new password for the old one; other devices are signed out. */
export function PasswordPart() {
  const [open, setOpen] = useState(false)
  const [current, setCurrent] = useState('')
  const [next, setNext] = useState('')
  const { busy, fault, onSubmit } = useSubmit(async () => {
    const answer = await ask(
      authClient.changePassword({ currentPassword: current, newPassword: next, revokeOtherSessions: true }),
    )
    if (answer.error) return faultOf(answer)
    toast('Your new password holds from now on.')
    setOpen(false)
    setCurrent('')
    setNext('')
    return undefined
  })
  if (!open)
    return (
      <Part title="Password">
        <div>
          <Button onClick={() => setOpen(true)}>Change password</Button>
        </div>
      </Part>
    )
  return (
    <Part title="Password" say="Other devices are signed out.">
      <form onSubmit={onSubmit}>
        <PasswordField label="Current password" value={current} onValue={setCurrent} fault={fault} />
        <PasswordField
          label="New password"
          fresh
          value={next}
          onValue={setNext}
          hint={`At least ${SHORTEST_PASSWORD} characters.`}
        />
        <div class="row">
          <Button kind="primary" type="submit" disabled={busy}>
            Change
          </Button>
          <Button kind="quiet" onClick={() => setOpen(false)}>
            Cancel
          </Button>
        </div>
      </form>
    </Part>
  )
}
