import { createHmac } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { callerOf } from '../../testing/caller.ts'
import { givenHouse } from '../../testing/house.ts'
import { claimsFor, givenIdentity, handMade } from '../../testing/identity.ts'
import { givenOrganization, type TestOrganization } from '../../testing/organization.ts'

// Every way in which a token is not believed, and what its sender is told.

const house = givenHouse()
let [shop, other] = [{} as TestOrganization, {} as TestOrganization]
let identity = {} as Awaited<ReturnType<typeof givenIdentity>>
let foreign = identity
beforeAll(async () => {
  ;[shop, other] = [await givenOrganization(house), await givenOrganization(house)]
  ;[identity, foreign] = [await givenIdentity(shop), await givenIdentity(other)]
})

const exchange = (identityToken: string, of = shop) =>
  callerOf(house, { origin: of.origin }).raw('POST /v1/widget/sessions', {
    body: { key: of.key, identityToken },
  })
const seconds = (more: number) => Math.floor(Date.now() / 1000) + more
const lone = JSON.parse('"\\ud800"') as string

const WRONG: [what: string, token: () => string, code: string, claim?: string][] = [
  ['nothing', () => '', 'malformed'],
  ['no token', () => 'not a token', 'malformed'],
  ['three parts that are nothing', () => 'a.b.c', 'malformed'],
  ['claims that are no object', () => handMade(identity.secret, 'text'), 'malformed'],
  ['claims that are a list', () => handMade(identity.secret, []), 'malformed'],
  ['a header that wants something unheard of', () => identity.token({}, { crit: ['x'], x: 1 }), 'malformed'],
  [
    'a hash of the id, as other chats take it',
    () => createHmac('sha256', identity.secret).update('vip-1').digest('hex'),
    'malformed',
  ],
  ['no algorithm', () => identity.token({}, { alg: undefined }), 'algorithm_not_allowed'],
  [
    'the algorithm none',
    () => `${identity.token({}, { alg: 'none' }).split('.').slice(0, 2).join('.')}.`,
    'algorithm_not_allowed',
  ],
  ['a stronger algorithm', () => identity.token({}, { alg: 'HS512' }), 'algorithm_not_allowed'],
  ['an algorithm with two keys', () => identity.token({}, { alg: 'RS256' }), 'algorithm_not_allowed'],
  [
    'a key that is not known',
    () => identity.token({}, { kid: 'ids_V1StGXR8Z5jdHi6BmyT00' }),
    'unknown_key_id',
  ],
  ['a key that is not a name', () => identity.token({}, { kid: 7 }), 'unknown_key_id'],
  [
    "another organization's key",
    () => foreign.token({ aud: shop.id }, { kid: foreign.id }),
    'unknown_key_id',
  ],
  ["another organization's token", () => foreign.token(), 'signature_invalid'],
  ['the widget key as the secret', () => handMade(shop.key, claimsFor(shop.id)), 'signature_invalid'],
  ['the empty secret', () => handMade('', claimsFor(shop.id)), 'signature_invalid'],
  ['claims that were changed', () => bent(identity.token()), 'signature_invalid'],
  ['no sub', () => identity.token({ sub: undefined }), 'missing_claim', 'sub'],
  ['no aud', () => identity.token({ aud: undefined }), 'missing_claim', 'aud'],
  ['no exp', () => identity.token({ exp: undefined }), 'missing_claim', 'exp'],
  ['no iat', () => identity.token({ iat: undefined }), 'missing_claim', 'iat'],
  ['no jti', () => identity.token({ jti: undefined }), 'missing_claim', 'jti'],
  ['the audience of another', () => identity.token({ aud: other.id }), 'audience_mismatch', 'aud'],
  ['the widget key as audience', () => identity.token({ aud: shop.key }), 'audience_mismatch', 'aud'],
  ['an end that has passed', () => identity.token({ exp: seconds(-62) }), 'expired', 'exp'],
  [
    'an end in more than a day',
    () => identity.token({ exp: seconds(24 * 3600 + 90) }),
    'lifetime_too_long',
    'exp',
  ],
  ['an end in milliseconds', () => identity.token({ exp: Date.now() + 600_000 }), 'lifetime_too_long', 'exp'],
  ['an end without end', () => endless(), 'lifetime_too_long', 'exp'],
  ['a beginning that is still to come', () => identity.token({ iat: seconds(90) }), 'not_yet_valid', 'iat'],
  ['not before', () => identity.token({ nbf: seconds(90) }), 'not_yet_valid', 'nbf'],
  ['an end in words', () => identity.token({ exp: 'tomorrow' }), 'invalid_claim', 'exp'],
  ['a sub that is a number', () => identity.token({ sub: 7 }), 'invalid_claim', 'sub'],
  ['an empty sub', () => identity.token({ sub: ' ' }), 'invalid_claim', 'sub'],
  ['a sub that is too long', () => identity.token({ sub: 'x'.repeat(256) }), 'invalid_claim', 'sub'],
  ['a sub with NUL', () => identity.token({ sub: 'a\0b' }), 'invalid_claim', 'sub'],
  ['a jti that is too long', () => identity.token({ jti: 'x'.repeat(256) }), 'invalid_claim', 'jti'],
  ['a name with half a character', () => identity.token({ name: lone }), 'invalid_claim', 'name'],
  ['an address with look-alikes', () => identity.token({ email: 'a＠x.test' }), 'invalid_claim', 'email'],
  [
    'email_verified in words',
    () => identity.token({ email_verified: 'true' }),
    'invalid_claim',
    'email_verified',
  ],
  [
    'a phone number as people write it',
    () => identity.token({ phone: '0151 12345678' }),
    'invalid_claim',
    'phone',
  ],
  [
    'a picture that is a script',
    () => identity.token({ avatarUrl: 'javascript:alert(1)' }),
    'invalid_claim',
    'avatarUrl',
  ],
  [
    'attributes that are deep',
    () => identity.token({ attributes: { a: { b: 1 } } }),
    'invalid_claim',
    'attributes',
  ],
  [
    'attributes of the prototype',
    () =>
      handMade(
        identity.secret,
        JSON.parse(JSON.stringify(claimsFor(shop.id)).replace('}', ',"attributes":{"__proto__":"x"}}')),
      ),
    'invalid_claim',
    'attributes',
  ],
]

/** JSON reads so large a number as infinite. */
function endless() {
  const text = JSON.stringify(claimsFor(shop.id)).replace(/"exp":\d+/, '"exp":1e999')
  const body = ['{"alg":"HS256"}', text].map(part => Buffer.from(part).toString('base64url')).join('.')
  return `${body}.${createHmac('sha256', identity.secret).update(body).digest('base64url')}`
}

function bent(token: string) {
  const [header, , signature] = token.split('.')
  const claims = Buffer.from(JSON.stringify(claimsFor(shop.id, { sub: 'vip-1' }))).toString('base64url')
  return `${header}.${claims}.${signature}`
}

test.each(WRONG)('a token with %s is refused', async (_what, token, code, claim) => {
  const { status, body } = await exchange(token())
  expect(status).toBe(401)
  expect(body).toMatchObject({
    code: 'identity_verification_failed',
    errors: [{ pointer: claim ? `/identityToken/${claim}` : '/identityToken', code }],
  })
})

test('clocks may differ by a minute', async () => {
  for (const claims of [{ exp: seconds(-50) }, { iat: seconds(50) }, { exp: seconds(24 * 3600) }])
    expect((await exchange(identity.token(claims))).status, JSON.stringify(claims)).toBe(201)
})

test('a token that nobody would have made is too long to be read', async () => {
  expect((await exchange('x'.repeat(9000))).body).toMatchObject({ code: 'validation_failed' })
})

test('no token stands in the log', () => {
  expect(house.logs()).not.toContain(identity.secret)
  expect(house.logs()).not.toContain('eyJ')
})
