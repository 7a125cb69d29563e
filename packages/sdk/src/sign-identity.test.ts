import { createHmac } from 'node:crypto'
import { afterEach, expect, test, vi } from 'vitest'
import { type Identity, signIdentity } from './sign-identity.ts'

const ADA: Identity = {
  secret: `isk_${'s'.repeat(43)}`,
  organizationId: 'org_V1StGXR8Z5jdHi6BmyT00',
  sub: 'user-1',
}
const read = (part = '') => JSON.parse(Buffer.from(part, 'base64url').toString()) as Record<string, unknown>
afterEach(() => vi.unstubAllGlobals())

test('signs what it was told, with HS256', async () => {
  const told = {
    name: 'Ada Łovelace 🎩',
    email: 'ada@x.test',
    emailVerified: true,
    attributes: { plan: 'pro' },
  }
  const [header, claims, signature] = (await signIdentity({ ...ADA, ...told })).split('.')
  expect(read(header)).toEqual({ alg: 'HS256', typ: 'JWT' })
  const { emailVerified: email_verified, ...same } = told
  expect(read(claims)).toMatchObject({ ...same, email_verified, sub: 'user-1', aud: ADA.organizationId })
  const wanted = createHmac('sha256', ADA.secret).update(`${header}.${claims}`).digest('base64url')
  expect(signature).toBe(wanted)
})

test('gives each token a name of its own, and twelve hours', async () => {
  const [one, two] = [
    read((await signIdentity(ADA)).split('.')[1]),
    read((await signIdentity(ADA)).split('.')[1]),
  ]
  expect(one.jti).not.toBe(two.jti)
  expect(Number(one.exp) - Number(one.iat)).toBe(12 * 3600)
})

test('names the secret where it is told to', async () => {
  const token = await signIdentity({ ...ADA, keyId: 'ids_V1StGXR8Z5jdHi6BmyT00' })
  expect(read(token.split('.')[0]).kid).toBe('ids_V1StGXR8Z5jdHi6BmyT00')
})

test.each([
  ['another key', { secret: 'pk_0123456789abcdef0123' }, 'begins with isk_'],
  ['no key', { secret: undefined as unknown as string }, 'begins with isk_'],
  ['a slug', { organizationId: 'wren-and-oak' }, 'begins with org_'],
  ['no id', { sub: ' ' }, "person's id"],
  ['a number', { sub: 7 as unknown as string }, "person's id"],
  ['an endless id', { sub: 'x'.repeat(256) }, "person's id"],
  ['two days', { expiresInSeconds: 172_800 }, 'expiresInSeconds'],
  ['no time', { expiresInSeconds: Number.NaN }, 'expiresInSeconds'],
])('refuses %s before the server does', async (_what, wrong, words) => {
  await expect(signIdentity({ ...ADA, ...wrong })).rejects.toThrow(words)
})

test('refuses to work in a page', async () => {
  vi.stubGlobal('document', {})
  await expect(signIdentity(ADA)).rejects.toThrow('never in a page')
})
