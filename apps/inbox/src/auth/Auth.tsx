import { useEffect } from 'preact/hooks'
import type { AuthPage } from '../shell/place.ts'
import { ForgotPassword } from './ForgotPassword.tsx'
import { ResetPassword } from './ResetPassword.tsx'
import { SignIn } from './SignIn.tsx'
import { SignUp } from './SignUp.tsx'

const PAGES = {
  'sign-in': SignIn,
  'sign-up': SignUp,
  'forgot-password': ForgotPassword,
  'reset-password': ResetPassword,
} as const

/** The pages before one is in. */
export default function Auth({ page }: { page: AuthPage }) {
  const Page = PAGES[page]
  useEffect(() => {
    document.querySelector<HTMLInputElement>('form input')?.focus()
  }, [])
  return <Page key={page} />
}
