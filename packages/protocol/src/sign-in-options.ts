import { z } from 'zod'
import { operations } from './row.ts'

/** How somebody may come in, for the page that asks them to. */
export const signInOptions = z.object({
  /** Whether strangers may sign up; whoever is invited always may. */
  signUp: z.boolean(),
  providers: z.array(z.enum(['google', 'github', 'slack'])),
})
export type SignInOptions = z.infer<typeof signInOptions>

export const signInOperations = operations({
  'GET /v1/sign-in-options': {
    can: 'sign_in:see',
    tag: 'Sign-in',
    summary: 'Ways to sign in to this installation',
    returns: signInOptions,
  },
})
