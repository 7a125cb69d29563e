import { useState } from 'preact/hooks'
import { Link } from 'wouter-preact'
import { enter } from '../live/entry.ts'
import { Button } from '../look/Button.tsx'
import { TextField } from '../look/Field.tsx'
import { AuthFrame } from './AuthFrame.tsx'
import { ask, authClient, faultOf } from './auth-client.ts'
import { MailSent } from './MailSent.tsx'
import { PasswordField, SHORTEST_PASSWORD } from './PasswordField.tsx'
import { useSubmit } from './use-submit.ts'

/** A new login; its address is confirmed by mail before anything else. */
export function SignUp() {
  const [name, setName] = useState('')
  const [email, setEmail] = useState(new URLSearchParams(location.search).get('email') ?? '')
  const [password, setPassword] = useState('')
  const [sent, setSent] = useState(false)
  const callbackURL = wantedPath()
  const { busy, fault, onSubmit } = useSubmit(async () => {
    const answer = await ask(
      authClient.signUp.email({ name: name.trim(), email: email.trim(), password, callbackURL }),
    )
    if (answer.error) return faultOf(answer)
    if (answer.data?.token) await enter()
    else setSent(true)
    return undefined
  })
  if (sent)
    return (
      <MailSent title="Look into your mail" email={email}>
        We sent a link to
      </MailSent>
    )
  return (
    <AuthFrame
      title="Come in"
      say="An account of your own; your organization is next."
      foot={
        <span>
          Here before? <Link href="/sign-in">Sign in</Link>
        </span>
      }
    >
      <form onSubmit={onSubmit}>
        <TextField
          label="Your name"
          autocomplete="name"
          required
          maxLength={120}
          value={name}
          onValue={setName}
        />
        <TextField
          label="E-mail"
          type="email"
          autocomplete="username"
          required
          value={email}
          onValue={setEmail}
        />
        <PasswordField
          label="Password"
          fresh
          value={password}
          onValue={setPassword}
          hint={`At least ${SHORTEST_PASSWORD} characters.`}
          fault={fault}
        />
        <Button kind="primary" type="submit" disabled={busy}>
          Sign up
        </Button>
      </form>
    </AuthFrame>
  )
}

const wantedPath = () => {
  const to = new URLSearchParams(location.search).get('to')
  return to && /^\/(?![/\\])/.test(to) ? to : '/mine'
}
