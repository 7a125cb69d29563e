import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { callerOf } from '../../testing/caller.ts'
import { givenConversation } from '../../testing/conversation.ts'
import { givenHouse } from '../../testing/house.ts'
import { givenIdentity } from '../../testing/identity.ts'
import { givenOrganization, type TestOrganization, type TestVisitor } from '../../testing/organization.ts'

const house = givenHouse()
const limited = givenHouse({ RATE_LIMITS: 'on' })
let sql: postgres.Sql
beforeAll(() => {
  sql = postgres(house.database.ownerUrl, { max: 1, onnotice: () => {} })
})
afterAll(() => sql.end())

const PASSWORD = 'a password of mine'
const ADA = { countryCode: '49', phone: '0151 12345678', password: PASSWORD }

async function enter(
  shop: TestOrganization,
  way: 'sign-up' | 'sign-in',
  body: Record<string, string> = ADA,
  as?: TestVisitor,
) {
  const from = callerOf(house, as?.headers ?? { origin: shop.origin })
  const reply = await from.raw(`POST /v1/widget/${way}`, { body: { key: shop.key, ...body } })
  return reply as {
    status: number
    body: { token: string; visitor: { id: string; phone: string }; code?: string; errors?: unknown }
  }
}
const as = (shop: TestOrganization, token: string) =>
  callerOf(house, { authorization: `Bearer ${token}`, origin: shop.origin })
const withoutRequest = ({ status, body }: { status: number; body: object }) => ({
  status,
  ...body,
  requestId: '',
})

describe('an app user', () => {
  test('signs up once, and signs in from everywhere, however they write their number', async () => {
    const shop = await givenOrganization(house)
    const up = await enter(shop, 'sign-up')
    expect([up.status, up.body.visitor.phone]).toEqual([201, '+4915112345678'])
    const { conversation } = await givenConversation({ ...as(shop, up.body.token), id: '', token: '' })
    const there = await enter(shop, 'sign-in', { ...ADA, countryCode: '+49', phone: '+49 151 12345678' })
    expect(there.body.visitor.id).toBe(up.body.visitor.id)
    const { items } = (await as(shop, there.body.token).call('GET /v1/widget/conversations')).body
    expect(items.map(({ id }) => id)).toEqual([conversation.id])
  })

  test('is the anonymous visitor that they were', async () => {
    const shop = await givenOrganization(house)
    const visitor = await shop.visitor()
    const { conversation } = await givenConversation(visitor)
    const { body } = await enter(shop, 'sign-up', ADA, visitor)
    expect(body.visitor.id).toBe(visitor.id)
    const { items } = (await as(shop, body.token).call('GET /v1/widget/conversations')).body
    expect(items.map(({ id }) => id)).toEqual([conversation.id])
  })

  test('gets nothing of a visitor before them by signing in: only a signed token merges', async () => {
    const shop = await givenOrganization(house)
    await enter(shop, 'sign-up')
    const visitor = await shop.visitor()
    await givenConversation(visitor)
    const { body } = await enter(shop, 'sign-in', ADA, visitor)
    expect((await as(shop, body.token).call('GET /v1/widget/conversations')).body.items).toEqual([])
    const other = await enter(
      shop,
      'sign-up',
      { ...ADA, phone: '0151 12345679' },
      { ...visitor, headers: { ...visitor.headers, authorization: `Bearer ${body.token}` } },
    )
    expect(other.body.visitor.id).not.toBe(body.visitor.id)
  })

  test('who signs up twice is the same person, even at the same moment', async () => {
    const shop = await givenOrganization(house)
    const all = await Promise.all([1, 2, 3].map(() => enter(shop, 'sign-up')))
    expect(all.map(({ status }) => status)).toEqual([201, 201, 201])
    expect(new Set(all.map(({ body }) => body.visitor.id)).size).toBe(1)
    const [row] = await sql`select count(*)::int as n from chat_users where organization_id = ${shop.id}`
    expect(row?.n).toBe(1)
  })

  test('is another person in another organization', async () => {
    const [shop, other] = [await givenOrganization(house), await givenOrganization(house)]
    await enter(shop, 'sign-up')
    expect((await enter(other, 'sign-in')).status).toBe(401)
    expect((await enter(other, 'sign-up', { ...ADA, password: 'something else' })).status).toBe(201)
  })

  test('is only a claim to a number: nothing is verified, nothing of its owner is seen', async () => {
    const shop = await givenOrganization(house)
    const { token } = await givenIdentity(shop)
    const from = callerOf(house, { origin: shop.origin })
    const owner = await from.call('POST /v1/widget/sessions', {
      body: { key: shop.key, identityToken: token({ phone: '+4915112345678' }) },
    })
    const { body } = await enter(shop, 'sign-up')
    expect(body.visitor.id).not.toBe(owner.body.visitor.id)
    const params = { chatUserId: body.visitor.id }
    const contact = (await shop.owner.call('GET /v1/chat-users/:chatUserId', { params })).body
    expect([contact.phone, contact.verified]).toEqual(['+4915112345678', false])
  })
})

describe('what is refused', () => {
  test('says the same of an unknown number, a wrong password and a number that is taken', async () => {
    const shop = await givenOrganization(house)
    await enter(shop, 'sign-up')
    const wrong = await enter(shop, 'sign-in', { ...ADA, password: 'not my password' })
    const unknown = await enter(shop, 'sign-in', { ...ADA, phone: '0151 87654321' })
    const taken = await enter(shop, 'sign-up', { ...ADA, password: 'not my password' })
    expect(wrong).toMatchObject({ status: 401, body: { code: 'sign_in_failed' } })
    expect([unknown, taken].map(withoutRequest)).toEqual(Array(2).fill(withoutRequest(wrong)))
  })

  test.each([
    ['a short password', { password: 'short' }, '/password', 'too_short'],
    ['a password without end', { password: 'x'.repeat(129) }, '/password', 'too_long'],
    ['no number', { phone: 'call me' }, '/phone', 'invalid_phone'],
    ['a number of another country', { phone: '+1 415 555 0123' }, '/phone', 'invalid_phone'],
    ['no country', { countryCode: 'DE' }, '/countryCode', 'invalid_phone'],
    ['a field too many', { verified: 'true' }, '/verified', 'unknown_field'],
  ])('%s', async (_what, wrong, pointer, code) => {
    const shop = await givenOrganization(house)
    const { status, body } = await enter(shop, 'sign-up', { ...ADA, ...wrong })
    expect([status, body.errors]).toEqual([422, [{ pointer, code }]])
  })

  test('is everybody where visitors must be vouched for', async () => {
    const shop = await givenOrganization(house)
    await givenIdentity(shop, 'required')
    expect((await enter(shop, 'sign-up')).body.code).toBe('identity_required')
    expect((await enter(shop, 'sign-in')).body.code).toBe('identity_required')
  })

  test('is a page that is not on the list', async () => {
    const shop = await givenOrganization(house)
    const { status } = await enter({ ...shop, origin: 'https://evil.test' }, 'sign-in')
    expect(status).toBe(403)
  })
})

test('the password is kept as members’ passwords are, and stands in no log', async () => {
  const shop = await givenOrganization(house)
  await enter(shop, 'sign-up')
  const [row] = await sql`select password_hash from chat_user_credentials where organization_id = ${shop.id}`
  expect(row?.password_hash).toMatch(/^[0-9a-f]{32}:[0-9a-f]{128}$/)
  expect(house.logs()).not.toContain(PASSWORD)
})

test('guessing ends soon, and so does asking which numbers are there', async () => {
  const shop = await givenOrganization(limited)
  const from = callerOf(limited, { origin: shop.origin })
  const guess = (n: number, phone = ADA.phone) =>
    from.raw('POST /v1/widget/sign-in', {
      body: { key: shop.key, ...ADA, phone, password: `guess number ${n}` },
    })
  const guesses: number[] = []
  for (let n = 0; n < 7; n++) guesses.push((await guess(n)).status)
  expect(guesses).toEqual([401, 401, 401, 401, 401, 429, 429])
  // Written in another way it is the same number.
  expect((await guess(8, '+49 151 123 456 78')).status).toBe(429)
  expect((await guess(9, '0151 11111111')).status).toBe(401)
  const probes: number[] = []
  for (let n = 0; n < 12; n++)
    probes.push(
      (
        await from.raw('POST /v1/widget/sign-up', {
          body: { key: shop.key, ...ADA, phone: `0151 222222${10 + n}` },
        })
      ).status,
    )
  expect(probes).toEqual([...Array(10).fill(201), 429, 429])
})
