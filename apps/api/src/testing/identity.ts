import { createHmac, randomUUID } from 'node:crypto'
import type { TestOrganization } from './organization.ts'

type Claims = Record<string, unknown>

const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')

/** A token as a server in any language makes it by hand, however wrong. */
export function handMade(secret: string, claims: unknown, header: Claims = { alg: 'HS256', typ: 'JWT' }) {
  const text = `${part(header)}.${part(claims)}`
  return `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`
}

/** Claims that are believed; `undefined` takes one out. */
export function claimsFor(organizationId: string, more: Claims = {}): Claims {
  const now = Math.floor(Date.now() / 1000)
  return { sub: randomUUID(), aud: organizationId, iat: now, exp: now + 600, jti: randomUUID(), ...more }
}

/** An organization that takes identity tokens, and its secret. */
export async function givenIdentity(shop: TestOrganization, mode: 'optional' | 'required' = 'optional') {
  await shop.owner.call('PATCH /v1/settings', { body: { chatIdentityMode: mode } })
  const { body } = await shop.owner.call('POST /v1/identity-secrets')
  return {
    ...body,
    /** A token that is believed, but for what is said here. */
    token: (more: Claims = {}, header?: Claims) =>
      handMade(body.secret, claimsFor(shop.id, more), { alg: 'HS256', ...header }),
  }
}
