import { useState } from 'preact/hooks'
import { Link, useLocation } from 'wouter-preact'
import { Button } from '../look/Button.tsx'
import { toast } from '../look/Toast.tsx'
import { AuthFrame } from './AuthFrame.tsx'
import { ask, authClient, faultOf } from './auth-client.ts'
import { PasswordField, SHORTEST_PASSWORD } from './PasswordField.tsx'
import { useSubmit } from './use-submit.ts'

/** Where the link of the mail leads. */
export function ResetPassword() {
  const [, navigate] = useLocation()
  const [password, setPassword] = useState('')
  const token = new URLSearchParams(location.search).get('token') ?? ''
  const { busy, fault, onSubmit } = useSubmit(async () => {
    const answer = await ask(authClient.resetPassword({ newPassword: password, token }))
    if (answer.error) return faultOf(answer)
    toast('Your new password holds from now on.')
    navigate('/sign-in')
    return undefined
  })
  if (!token)
    return (
      <AuthFrame title="This link is no longer good" say="Links work once, and for a short time.">
        <Link class="btn primary" href="/forgot-password">
          Send a new one
        </Link>
      </AuthFrame>
    )
  return (
    <AuthFrame title="A new password" say="The old one stops working, and other devices are signed out.">
      <form onSubmit={onSubmit}>
        <PasswordField
          label="New password"
          fresh
          value={password}
          onValue={setPassword}
          hint={`At least ${SHORTEST_PASSWORD} characters.`}
          fault={fault}
        />
        <Button kind="primary" type="submit" disabled={busy}>
          Use this one
        </Button>
      </form>
    </AuthFrame>
  )
}
