import { z } from 'zod'
import { LIMITS } from './constants.ts'
import { email, filledText, listOf, metadata, name, timestamp, webUrl } from './fields.ts'
import { id } from './ids.ts'
import { operations } from './row.ts'

/** Whether visitors may, or must, be vouched for by the customer's server. */
export const IDENTITY_MODES = ['off', 'optional', 'required'] as const

const failed = (code: string) => ({ code: 'custom' as const, params: { code }, message: code })

/** A phone number as E.164: `+` and up to 15 digits. https://www.itu.int/rec/T-REC-E.164 */
export const e164 = z
  .string()
  .superRefine((value, ctx) => {
    if (!/^\+[1-9]\d{4,14}$/.test(value)) ctx.addIssue(failed('invalid_phone'))
  })
  .meta({ examples: ['+4915112345678'] })

/**
 * What an identity token says: a JWT, HS256, signed by the customer's server with an identity secret. Beside these
 * it carries `aud`, the organization's id, and `iat` and `exp`, at most 24 hours ahead. Other claims are not looked at.
 */
export const identityClaims = z.object({
  /** Who it is, on the customer's own server. */
  sub: filledText(LIMITS.externalIdLength),
  /** Names the token: each is exchanged once. */
  jti: filledText(LIMITS.externalIdLength),
  exp: z.number(),
  name: name(120).optional(),
  email: email.optional(),
  /** The customer has proved that the address is theirs. */
  email_verified: z.boolean().optional(),
  phone: e164.optional(),
  avatarUrl: webUrl.optional(),
  attributes: metadata.optional(),
})
export type IdentityClaims = z.infer<typeof identityClaims>

/** What the customer's server signs with. The secret itself is told once, by the answer to its making. */
export const identitySecret = z.object({
  id: id('identitySecret'),
  /** The last four characters of the secret. */
  hint: z.string(),
  createdBy: z.string().nullable(),
  createdAt: timestamp,
  /** Told to the hour. */
  lastUsedAt: timestamp.nullable(),
  version: z.number().int(),
})
export type IdentitySecret = z.infer<typeof identitySecret>

const tag = 'Identity'

export const identityOperations = operations({
  'GET /v1/identity-secrets': {
    can: 'identity:manage',
    tag,
    summary: 'List the identity secrets that are live, two at most',
    returns: listOf(identitySecret),
  },
  'POST /v1/identity-secrets': {
    can: 'identity:manage',
    tag,
    summary: 'Make an identity secret; the former one stays good until it is revoked',
    returns: identitySecret.extend({ secret: z.string() }),
    status: 201,
  },
  'DELETE /v1/identity-secrets/:identitySecretId': {
    can: 'identity:manage',
    tag,
    summary: 'Revoke an identity secret, and end the sessions that it has vouched for',
    params: z.strictObject({ identitySecretId: id('identitySecret') }),
    returns: identitySecret.pick({ id: true }),
  },
})
