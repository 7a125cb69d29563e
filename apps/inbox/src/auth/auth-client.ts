// Signing in, organizations and second factors, through Better Auth's own client; asked for only when needed.
import { createAuthClient } from 'better-auth/client'
import { organizationClient, twoFactorClient } from 'better-auth/client/plugins'

export const authClient = createAuthClient({ plugins: [organizationClient(), twoFactorClient()] })

interface AuthAnswer<T> {
  data: T | null
  error: { message?: string | undefined; code?: string | undefined; status: number } | null
}

/** What a person reads when something was refused; undefined when it was not. */
export function faultOf(answer: AuthAnswer<unknown>): string | undefined {
  const { error } = answer
  if (!error) return undefined
  if (error.status === 429) return 'Too many tries. Wait a little and try again.'
  if (error.status >= 500) return 'Something went wrong on our side.'
  return error.message ? `${error.message.replace(/\.$/, '')}.` : 'That was refused.'
}

/** Runs a request; a missing network becomes an answer like any other. */
export async function ask<T>(request: Promise<AuthAnswer<T>>): Promise<AuthAnswer<T>> {
  try {
    return await request
  } catch {
    return { data: null, error: { status: 0, message: 'There is no connection' } }
  }
}

/** After sign-in: takes the organization that was active, or else the first. */
export async function chooseOrganization(): Promise<'chosen' | 'signed-out' | 'no-organization' | 'failed'> {
  const session = await ask(authClient.getSession())
  if (session.error) return session.error.status === 401 ? 'signed-out' : 'failed'
  if (!session.data) return 'signed-out'
  const all = await listOrganizations()
  const active = session.data.session.activeOrganizationId
  const next = all.find(organization => organization.id === active) ?? all[0]
  if (!next) return 'no-organization'
  return (await setOrganization(next.id)) ? 'failed' : 'chosen'
}

export async function listOrganizations(): Promise<{ id: string; name: string }[]> {
  const answer = await ask(authClient.organization.list())
  return answer.data ?? []
}

export const setOrganization = async (organizationId: string) =>
  faultOf(await ask(authClient.organization.setActive({ organizationId })))

export const endSession = () => ask(authClient.signOut())
