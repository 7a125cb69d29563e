import { type Database, tables } from '@halloo/db'
import type { SignInOptions } from '@halloo/protocol'
import type { Env } from '../env.ts'

/** `SIGN_UP`: open to everybody, to the first person, or to nobody. Invitations are another matter. */
export async function isSignUpOpen(db: Database, { SIGN_UP }: Env): Promise<boolean> {
  if (SIGN_UP !== 'first') return SIGN_UP === 'open'
  const [somebody] = await db.select({ id: tables.users.id }).from(tables.users).limit(1)
  return somebody === undefined
}

export const readSignInOptions = async (db: Database, env: Env): Promise<SignInOptions> => ({
  signUp: await isSignUpOpen(db, env),
  providers: [
    ...(env.GOOGLE_CLIENT_ID ? (['google'] as const) : []),
    ...(env.GITHUB_CLIENT_ID ? (['github'] as const) : []),
    ...(env.SLACK_CLIENT_ID ? (['slack'] as const) : []),
  ],
})
