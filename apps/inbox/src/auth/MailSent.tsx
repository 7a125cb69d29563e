import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { Link } from 'wouter-preact'
import { Button } from '../look/Button.tsx'
import { AuthFrame } from './AuthFrame.tsx'
import { ask, authClient, faultOf } from './auth-client.ts'

/** Look into your mail; nothing more can be done here but to send it again. */
export function MailSent({ title, email, children, again = true }: MailSentProps) {
  const [said, setSaid] = useState<string>()
  const resend = async () => {
    const answer = await ask(authClient.sendVerificationEmail({ email, callbackURL: '/mine' }))
    setSaid(faultOf(answer) ?? 'Sent again.')
  }
  return (
    <AuthFrame
      title={title}
      say={
        <>
          {children} <b>{email}</b>.
        </>
      }
      foot={<Link href="/sign-in">Back to sign-in</Link>}
    >
      <p class="hint" role="status">
        {said ?? 'Nothing there? Look among unwanted mail, too.'}
      </p>
      {again && <Button onClick={resend}>Send it again</Button>}
    </AuthFrame>
  )
}

interface MailSentProps {
  title: string
  email: string
  children: ComponentChildren
  again?: boolean
}
