import { hashPassword, verifyPassword } from 'better-auth/crypto'

// App users' passwords are kept as members' are: scrypt with a salt of its own.

export { hashPassword }

/** Compared where there is nothing to compare with, so that both take the same time. */
const NOBODY = hashPassword('the password of nobody')

/** Whether a password is right; of somebody unknown it never is. */
export async function isPasswordRight(password: string, hash: string | undefined): Promise<boolean> {
  const isRight = await verifyPassword({ password, hash: hash ?? (await NOBODY) })
  return isRight && hash !== undefined
}
