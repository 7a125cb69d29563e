import { type FieldCode, type IdentityClaims, identityClaims, LIMITS } from '@halloo/protocol'
import { decodeProtectedHeader, errors, jwtVerify } from 'jose'
import { Refusal } from '../../refusal.ts'
import type { LiveSecret } from '../identity-secrets/service.ts'

/** Why a token is not believed; `claim` is where in it. */
export const untrusted = (code: FieldCode, claim?: string) =>
  new Refusal('identity_verification_failed', {
    errors: [{ pointer: claim ? `/identityToken/${claim}` : '/identityToken', code }],
  })

export interface Trusted {
  claims: IdentityClaims
  secretId: string
}

interface Circumstances {
  organizationId: string
  secrets: readonly LiveSecret[]
  now: Date
}

const ALGORITHM = 'HS256'
const LEEWAY_S = LIMITS.identityLeewayMs / 1000

/**
 * Reads a token that the customer's server has signed. What it says is looked at only when the signature is right.
 * @throws Refusal `identity_verification_failed`
 */
export async function readIdentityToken(token: string, { organizationId, secrets, now }: Circumstances) {
  const { alg, kid } = headerOf(token)
  if (alg !== ALGORITHM) throw untrusted('algorithm_not_allowed')
  const candidates = secrets.filter(({ id }) => kid === undefined || id === kid)
  if (kid !== undefined && candidates.length === 0) throw untrusted('unknown_key_id')
  for (const { id, secret } of candidates) {
    const payload = await verified(token, secret, organizationId, now)
    if (payload) return { claims: claimsOf(payload, now), secretId: id } satisfies Trusted
  }
  throw untrusted('signature_invalid')
}

function headerOf(token: string) {
  try {
    return decodeProtectedHeader(token)
  } catch {
    throw untrusted('malformed')
  }
}

/** What the token says; undefined if another secret signed it. */
async function verified(token: string, secret: string, organizationId: string, now: Date) {
  try {
    const { payload } = await jwtVerify(token, new TextEncoder().encode(secret), {
      algorithms: [ALGORITHM],
      audience: organizationId,
      clockTolerance: LEEWAY_S,
      currentDate: now,
      requiredClaims: ['sub', 'aud', 'exp', 'iat', 'jti'],
    })
    return payload
  } catch (error) {
    if (error instanceof errors.JWSSignatureVerificationFailed) return undefined
    throw refusalOf(error)
  }
}

function refusalOf(error: unknown) {
  if (error instanceof errors.JWTExpired) return untrusted('expired', 'exp')
  if (!(error instanceof errors.JWTClaimValidationFailed)) return untrusted('malformed')
  const { claim, reason } = error
  if (reason === 'missing') return untrusted('missing_claim', claim)
  if (reason === 'invalid') return untrusted('invalid_claim', claim)
  return untrusted(claim === 'aud' ? 'audience_mismatch' : 'not_yet_valid', claim)
}

function claimsOf(payload: Record<string, unknown>, now: Date): IdentityClaims {
  const seconds = now.getTime() / 1000
  const { iat, exp } = payload as { iat: number; exp: number }
  if (iat > seconds + LEEWAY_S) throw untrusted('not_yet_valid', 'iat')
  if (exp > seconds + LIMITS.identityTokenMs / 1000 + LEEWAY_S) throw untrusted('lifetime_too_long', 'exp')
  const parsed = identityClaims.safeParse(payload)
  if (parsed.success) return parsed.data
  throw untrusted('invalid_claim', String(parsed.error.issues[0]?.path[0] ?? ''))
}
