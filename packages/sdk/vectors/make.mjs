// Writes identity.json: tokens of one moment, made without the SDK, and what a server must say to each.
import { createHmac } from 'node:crypto'
import { writeFileSync } from 'node:fs'

const organizationId = 'org_V1StGXR8Z5jdHi6BmyT00'
const keyId = 'ids_V1StGXR8Z5jdHi6BmyT00'
const secret = 'isk_dGhpcyBzZWNyZXQgaXMgZm9yIHRlc3RzIGFsb25lICE'
const now = 1_767_225_600
const part = value => Buffer.from(JSON.stringify(value)).toString('base64url')

function vector(name, code, claims = {}, { claim, header, key = secret, bend = token => token } = {}) {
  const jti = name.replaceAll(/[^a-z]+/g, '-')
  const full = { sub: 'user-1', aud: organizationId, iat: now, exp: now + 600, jti, ...claims }
  const head = { alg: 'HS256', typ: 'JWT', ...header }
  const text = `${part(head)}.${part(full)}`
  const token = bend(`${text}.${createHmac('sha256', key).update(text).digest('base64url')}`)
  const pointer = claim ? `/identityToken/${claim}` : '/identityToken'
  const verdict = code ? { accepted: false, code, pointer } : { accepted: true }
  return { name, header: head, claims: JSON.parse(JSON.stringify(full)), token, ...verdict }
}

const unsigned = token => token.replace(/[^.]*$/, '')
const vectors = [
  vector('the least that is needed', null),
  vector('everything that may be said', null, {
    sub: 'user-2',
    name: 'Ada Łovelace 🎩',
    email: 'ada@example.com',
    email_verified: true,
    phone: '+4915112345678',
    avatarUrl: 'https://shop.example.com/ada.png',
    attributes: { plan: 'pro', seats: 3, trial: false },
  }),
  vector('the key is named', null, { sub: 'user-3' }, { header: { kid: keyId } }),
  vector('claims that nobody looks at', null, {
    sub: 'user-4',
    iss: 'https://shop.example.com',
    role: 'admin',
  }),
  vector('the longest life', null, { sub: 'user-5', exp: now + 86_400 }),
  vector('ended a little ago', null, { sub: 'user-6', exp: now - 30 }),
  vector('from a clock that is a little ahead', null, { sub: 'user-7', iat: now + 30 }),
  vector('the same token again', 'replayed', { jti: 'the-least-that-is-needed' }, { claim: 'jti' }),
  vector('no token at all', 'malformed', {}, { bend: () => 'not-a-token' }),
  vector(
    'a hash of the id',
    'malformed',
    {},
    { bend: () => createHmac('sha256', secret).update('user-1').digest('hex') },
  ),
  vector('without a signature', 'algorithm_not_allowed', {}, { header: { alg: 'none' }, bend: unsigned }),
  vector('the signature is left out', 'signature_invalid', {}, { bend: unsigned }),
  vector('another algorithm', 'algorithm_not_allowed', {}, { header: { alg: 'HS512' } }),
  vector('a key that is not there', 'unknown_key_id', {}, { header: { kid: 'ids_000000000000000000000' } }),
  vector('another secret', 'signature_invalid', {}, { key: `${secret.slice(0, -1)}F` }),
  vector('no id', 'missing_claim', { sub: undefined }, { claim: 'sub' }),
  vector('no audience', 'missing_claim', { aud: undefined }, { claim: 'aud' }),
  vector('no end', 'missing_claim', { exp: undefined }, { claim: 'exp' }),
  vector('no beginning', 'missing_claim', { iat: undefined }, { claim: 'iat' }),
  vector('no name of its own', 'missing_claim', { jti: undefined }, { claim: 'jti' }),
  vector('another audience', 'audience_mismatch', { aud: 'org_000000000000000000000' }, { claim: 'aud' }),
  vector('ended', 'expired', { exp: now - 61 }, { claim: 'exp' }),
  vector('not begun', 'not_yet_valid', { iat: now + 61 }, { claim: 'iat' }),
  vector('not before', 'not_yet_valid', { nbf: now + 61 }, { claim: 'nbf' }),
  vector('too long a life', 'lifetime_too_long', { exp: now + 86_461 }, { claim: 'exp' }),
  vector('an end in milliseconds', 'lifetime_too_long', { exp: (now + 600) * 1000 }, { claim: 'exp' }),
  vector('an id that is a number', 'invalid_claim', { sub: 7 }, { claim: 'sub' }),
  vector('an id that is too long', 'invalid_claim', { sub: 'x'.repeat(256) }, { claim: 'sub' }),
  vector('an address that is none', 'invalid_claim', { email: 'ada' }, { claim: 'email' }),
  vector('a number as people write it', 'invalid_claim', { phone: '0151 12345678' }, { claim: 'phone' }),
  vector('attributes with floors', 'invalid_claim', { attributes: { a: { b: 1 } } }, { claim: 'attributes' }),
]

const about =
  'Identity tokens at the moment `now` (seconds since 1970), in this order, for the organization and its one secret. An accepted one is answered 201; any other 401 identity_verification_failed, with `code` and `pointer` in errors. `header` and `claims` are what was signed; the key is the secret as UTF-8 text.'
writeFileSync(
  new URL('identity.json', import.meta.url),
  `${JSON.stringify({ about, organizationId, keyId, secret, now, vectors }, null, 2)}\n`,
)
