import { Refusal } from '@halloo/client'
import { client } from '../live/world.ts'

const wordsOf = (error: unknown) => {
  if (!(error instanceof Refusal)) throw error
  return error.code === 'offline' ? 'There is no connection.' : error.message
}

/** Answers with the secret, or with what went wrong. */
export async function makeSecret(): Promise<{ secret?: string; fault?: string }> {
  try {
    const { secret } = await client.call('POST /v1/identity-secrets', {})
    return { secret }
  } catch (error) {
    return { fault: wordsOf(error) }
  }
}

/** Answers with what went wrong, if something did. */
export async function revokeSecret(identitySecretId: string): Promise<string | undefined> {
  try {
    await client.call('DELETE /v1/identity-secrets/:identitySecretId', { params: { identitySecretId } })
    return undefined
  } catch (error) {
    // Somebody else was faster.
    return error instanceof Refusal && error.code === 'not_found' ? undefined : wordsOf(error)
  }
}
