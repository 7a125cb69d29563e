import { createHmac } from 'node:crypto'
import { nanoid } from 'nanoid'
import { describe, expect, test } from 'vitest'
import { givenHouse } from '../testing/house.ts'
import { givenOrganization } from '../testing/organization.ts'
import { givenPerson, personAt } from '../testing/person.ts'
import { givenSmtp, linkIn } from '../testing/smtp.ts'

const settings: Record<string, string> = {}
const { mailTo } = givenSmtp(settings)
const house = givenHouse(settings)

describe('a session', () => {
  test('on which a foreign site rides is refused', async () => {
    const shop = await givenOrganization(house)
    const { cookie } = shop.owner
    for (const origin of ['https://evil.test', 'null', undefined]) {
      const headers: Record<string, string> = {
        cookie,
        ...(origin && { origin }),
        'content-type': 'application/json',
      }
      const answer = await fetch(`${house.server.url}/v1/departments`, {
        method: 'POST',
        headers,
        body: '{"name":"x"}',
      })
      expect([answer.status, (await answer.json()).code]).toEqual([403, 'csrf_rejected'])
    }
  })

  test('ends everywhere when the password is reset', async () => {
    const anna = await givenPerson(house, mailTo)
    await anna.post('/organization/create', { name: 'Bakery', slug: nanoid(8).toLowerCase() })
    await personAt(house).post('/request-password-reset', {
      email: anna.email,
      redirectTo: '/reset-password',
    })
    const link = linkIn(mailTo(anna.email)?.text)
    const token = link.pathname.split('/').at(-1)
    expect(
      (await personAt(house).post('/reset-password', { newPassword: 'another long password', token })).status,
    ).toBe(200)
    expect((await anna.api('/v1/settings')).status).toBe(401)
    expect(
      (await personAt(house).post('/sign-in/email', { email: anna.email, password: anna.password })).status,
    ).toBe(401)
    expect(
      (await personAt(house).post('/sign-in/email', { email: anna.email, password: 'another long password' }))
        .status,
    ).toBe(200)
  })

  test('asks for a second factor once it is switched on', async () => {
    const anna = await givenPerson(house, mailTo)
    const enabled = await anna.post('/two-factor/enable', { password: anna.password })
    expect(enabled.body.totpURI).toMatch(/^otpauth:\/\/totp\/Halloo/)
    const code = totp(new URL(enabled.body.totpURI).searchParams.get('secret') ?? '')
    expect((await anna.post('/two-factor/verify-totp', { code })).status).toBe(200)
    const again = await personAt(house).post('/sign-in/email', { email: anna.email, password: anna.password })
    expect(again.body).toMatchObject({ twoFactorRedirect: true })
  })
})

/** What an authenticator app shows now. https://www.rfc-editor.org/rfc/rfc6238 */
function totp(secret: string) {
  const bits = [...secret]
    .map(c => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(c).toString(2).padStart(5, '0'))
    .join('')
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map(byte => Number.parseInt(byte, 2)))
  const step = Buffer.alloc(8)
  step.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000)))
  const hash = createHmac('sha1', key).update(step).digest()
  const number = hash.readUInt32BE((hash.at(-1) ?? 0) & 15) & 0x7fffffff
  return String(number % 1_000_000).padStart(6, '0')
}
