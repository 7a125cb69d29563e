import { createHash, randomBytes } from 'node:crypto'

/** How long a visitor stays known after they were last here, in milliseconds. */
export const SESSION_MS = 180 * 24 * 60 * 60 * 1000

/** `vt_<organization>.<256 bits>`: it names its tenant, so that the wall stands before the first look-up. */
export const newVisitorToken = (organizationId: string) =>
  `vt_${organizationId.slice(4)}.${randomBytes(32).toString('base64url')}`

/** The tenant that a token claims, and the hash under which it is kept; undefined if it cannot be one. */
export function readVisitorToken(token: string): { organizationId: string; hash: string } | undefined {
  const [, organization] = /^vt_([A-Za-z0-9_-]{21})\.[A-Za-z0-9_-]{43}$/.exec(token) ?? []
  return organization ? { organizationId: `org_${organization}`, hash: hashToken(token) } : undefined
}

export const hashToken = (token: string) => createHash('sha256').update(token).digest('base64url')
