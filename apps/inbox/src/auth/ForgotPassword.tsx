import { useState } from 'preact/hooks'
import { Link } from 'wouter-preact'
import { Button } from '../look/Button.tsx'
import { TextField } from '../look/Field.tsx'
import { AuthFrame } from './AuthFrame.tsx'
import { ask, authClient, faultOf } from './auth-client.ts'
import { MailSent } from './MailSent.tsx'
import { useSubmit } from './use-submit.ts'

/** Sends a link; whether the address is known is not said. */
export function ForgotPassword() {
  const [email, setEmail] = useState('')
  const [sent, setSent] = useState(false)
  const { busy, fault, onSubmit } = useSubmit(async () => {
    const answer = await ask(
      authClient.requestPasswordReset({ email: email.trim(), redirectTo: '/reset-password' }),
    )
    if (answer.error) return faultOf(answer)
    setSent(true)
    return undefined
  })
  if (sent)
    return (
      <MailSent title="Look into your mail" email={email} again={false}>
        If there is an account, a link to choose a new password is on its way to
      </MailSent>
    )
  return (
    <AuthFrame
      title="A new password"
      say="We send you a link to choose one."
      foot={<Link href="/sign-in">Back to sign-in</Link>}
    >
      <form onSubmit={onSubmit}>
        <TextField
          label="E-mail"
          type="email"
          autocomplete="username"
          required
          value={email}
          onValue={setEmail}
          fault={fault}
        />
        <Button kind="primary" type="submit" disabled={busy}>
          Send the link
        </Button>
      </form>
    </AuthFrame>
  )
}
