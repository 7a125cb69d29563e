import { useEffect } from 'preact/hooks'
import { Button } from '../look/Button.tsx'
import { ask, authClient } from './auth-client.ts'
import { fetchSignInOptions, signInOptions } from './sign-in-options.ts'

const NAMES = { google: 'Google', github: 'GitHub', slack: 'Slack' }

/** Other houses that vouch for somebody, where the operator has switched them on. */
export function Providers() {
  useEffect(() => void fetchSignInOptions(), [])
  const providers = signInOptions.value?.providers ?? []
  if (providers.length === 0) return null
  return (
    <div class="providers">
      {providers.map(provider => (
        <Button
          key={provider}
          onClick={() => void ask(authClient.signIn.social({ provider, callbackURL: '/' }))}
        >
          Continue with {NAMES[provider]}
        </Button>
      ))}
    </div>
  )
}
