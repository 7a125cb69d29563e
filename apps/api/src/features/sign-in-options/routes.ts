import type { SignInOptions } from '@halloo/protocol'
import type { OpenHandlers } from '../../door/context.ts'

/** @param read what this installation offers now; whether anybody may sign up can depend on who has */
export const signInHandlers = (read: () => Promise<SignInOptions>) =>
  ({ 'GET /v1/sign-in-options': () => read() }) satisfies Partial<OpenHandlers>
