import { useState } from 'preact/hooks'
import { ask, authClient, faultOf } from '../auth/auth-client.ts'
import { useSubmit } from '../auth/use-submit.ts'
import { Button } from '../look/Button.tsx'
import { Choice } from '../look/Choice.tsx'
import { Dialog } from '../look/Dialog.tsx'
import { TextField } from '../look/Field.tsx'
import { toast } from '../look/Toast.tsx'

/** Asks somebody to join, by mail. */
export default function InviteDialog({ onClose, onInvited }: { onClose: () => void; onInvited: () => void }) {
  const [email, setEmail] = useState('')
  const [role, setRole] = useState<'admin' | 'member'>('member')
  const { busy, fault, onSubmit } = useSubmit(async () => {
    const answer = await ask(authClient.organization.inviteMember({ email: email.trim(), role }))
    if (answer.error) return faultOf(answer)
    toast(`Invitation sent to ${email.trim()}`)
    onInvited()
    return undefined
  })
  return (
    <Dialog
      title="Invite somebody"
      say="They get a mail with a link that works for three days."
      onClose={onClose}
    >
      <form onSubmit={onSubmit}>
        <TextField
          label="E-mail"
          type="email"
          required
          value={email}
          onValue={setEmail}
          fault={fault}
          autocomplete="off"
        />
        <Choice
          label="Role"
          value={role}
          options={[
            { value: 'member', label: 'Agent: answers chats' },
            { value: 'admin', label: 'Admin: answers, and changes settings and team' },
          ]}
          onChange={setRole}
        />
        <p class="hint">An agent can be made a supervisor as soon as they have joined.</p>
        <div class="actions">
          <Button kind="quiet" onClick={onClose}>
            Cancel
          </Button>
          <Button kind="primary" type="submit" disabled={busy}>
            Send invitation
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
