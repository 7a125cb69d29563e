import { useState } from 'preact/hooks'
import { Link } from 'wouter-preact'
import { enter } from '../live/entry.ts'
import { Button } from '../look/Button.tsx'
import { TextField } from '../look/Field.tsx'
import { AuthFrame } from './AuthFrame.tsx'
import { ask, authClient, faultOf } from './auth-client.ts'
import { MailSent } from './MailSent.tsx'
import { PasswordField } from './PasswordField.tsx'
import { Providers } from './Providers.tsx'
import { SecondFactor } from './SecondFactor.tsx'
import { signInOptions } from './sign-in-options.ts'
import { useSubmit } from './use-submit.ts'

/** E-mail and password, and a second factor where one was set up. */
export function SignIn() {
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const [step, setStep] = useState<'password' | 'factor' | 'verify'>('password')
  const { busy, fault, onSubmit } = useSubmit(async () => {
    const answer = await ask(authClient.signIn.email({ email: email.trim(), password }))
    if (answer.error?.code === 'email_verification_required') return void setStep('verify')
    if (answer.error?.status === 401) return 'That does not match.'
    if (answer.error) return faultOf(answer)
    if (answer.data && 'twoFactorRedirect' in answer.data) return void setStep('factor')
    await enter()
    return undefined
  })
  if (step === 'factor') return <SecondFactor onBack={() => setStep('password')} />
  if (step === 'verify')
    return (
      <MailSent title="One thing first" email={email}>
        Your address is not confirmed yet. Open the link in the mail that we sent to
      </MailSent>
    )
  return (
    <AuthFrame
      title="Welcome back"
      say="Somebody may be calling already."
      foot={
        <span>
          New here? Ask your team for an invitation
          {signInOptions.value?.signUp && (
            <>
              , or <Link href="/sign-up">sign up</Link>
            </>
          )}
          .
        </span>
      }
    >
      <form onSubmit={onSubmit}>
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
          value={password}
          onValue={setPassword}
          fault={fault}
          beside={<Link href="/forgot-password">Forgotten?</Link>}
        />
        <Button kind="primary" type="submit" disabled={busy}>
          Sign in
        </Button>
      </form>
      <Providers />
    </AuthFrame>
  )
}
