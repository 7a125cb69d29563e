import { beforeEach, expect, test } from 'vitest'
import { givenHouse } from '../../testing/house.ts'
import { givenIdentity } from '../../testing/identity.ts'
import { givenOrganization, type TestOrganization } from '../../testing/organization.ts'

const house = givenHouse()
let shop: TestOrganization
beforeEach(async () => {
  shop = await givenOrganization(house)
})

async function ask(body: object, origin = shop.origin) {
  const response = await fetch(`${house.server.url}/v1/widget/doctor`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin },
    body: JSON.stringify({ key: shop.key, ...body }),
  })
  return {
    status: response.status,
    cors: response.headers.get('access-control-allow-origin'),
    body: await response.json(),
  }
}

test('a listed site is told that it is', async () => {
  const { status, body } = await ask({})
  expect(status).toBe(200)
  expect(body).toEqual({
    origin: shop.origin,
    isAllowed: true,
    isActive: true,
    filesUrl: house.server.url,
    identity: null,
  })
})

test('a site that is not listed can read that it is not', async () => {
  const { body, cors } = await ask({}, 'https://elsewhere.test')
  expect(body).toMatchObject({ origin: 'https://elsewhere.test', isAllowed: false })
  expect(cors).toBe('https://elsewhere.test')
})

test('a chat that is switched off says so; a key that is none is refused', async () => {
  await shop.owner.call('PATCH /v1/settings', { body: { chatIsActive: false } })
  expect((await ask({})).body).toMatchObject({ isActive: false })
  expect(await ask({ key: 'pk_nothing_like_a_key' })).toMatchObject({
    status: 401,
    body: { code: 'invalid_widget_key' },
  })
})

test('a token is judged without being used up, and the wrong claim is named', async () => {
  const identity = await givenIdentity(shop)
  const good = identity.token()
  for (const _ of [1, 2])
    expect((await ask({ identityToken: good })).body.identity).toEqual({ code: null, claim: null })
  expect((await ask({ identityToken: identity.token({ exp: undefined }) })).body.identity).toEqual({
    code: 'missing_claim',
    claim: 'exp',
  })
  expect((await ask({ identityToken: 'no.token.atall' })).body.identity).toEqual({
    code: 'malformed',
    claim: null,
  })
})

test('asking makes no visitor', async () => {
  await ask({})
  expect((await shop.owner.call('GET /v1/chat-users', {})).body.items).toEqual([])
})
