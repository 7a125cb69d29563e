import type { SignInOptions } from '@halloo/protocol'
import { signal } from '@preact/signals'
import { client } from '../live/world.ts'

/** How this installation lets people in; unknown until it has answered. */
export const signInOptions = signal<SignInOptions | null>(null)

export async function fetchSignInOptions() {
  if (signInOptions.value) return
  signInOptions.value = await client.call('GET /v1/sign-in-options', {}).catch(() => null)
}
