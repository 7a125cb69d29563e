import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { callerOf } from '../../testing/caller.ts'
import { givenConversation } from '../../testing/conversation.ts'
import { givenIdentity } from '../../testing/identity.ts'
import { givenIdentityHouse } from '../../testing/identity-house.ts'
import { givenOrganization } from '../../testing/organization.ts'
import { openSocket } from '../../testing/socket.ts'

// Whom an identity token names, and what another person on the same device gets of it.

const { house, become, hold, waiting, conversationsOf, contactOf } = givenIdentityHouse()

describe('whom a token names', () => {
  test('is one contact on every device, with what the token says', async () => {
    const shop = await givenOrganization(house)
    const { token } = await givenIdentity(shop)
    const sub = randomUUID()
    const first = await become(shop, token({ sub, name: 'Ada', email: 'ada@x.test', email_verified: true }))
    const second = await become(shop, token({ sub, phone: '+4915112345678', attributes: { plan: 'pro' } }))
    expect(second.id).toBe(first.id)
    expect(await contactOf(shop, first.id)).toMatchObject({
      name: 'Ada',
      email: 'ada@x.test',
      phone: '+4915112345678',
      metadata: { plan: 'pro' },
      verified: true,
    })
    const { conversation } = await givenConversation(first)
    expect(await conversationsOf(second)).toEqual([conversation.id])
  })

  test('is one contact even if two devices say so at once', async () => {
    const shop = await givenOrganization(house)
    const { token } = await givenIdentity(shop)
    const sub = randomUUID()
    // Both have to look before either can write.
    const release = await hold('contact_external_ids')
    const both = Promise.all([become(shop, token({ sub })), become(shop, token({ sub }))])
    await waiting(2)
    await release()
    expect(new Set((await both).map(({ id }) => id)).size).toBe(1)
  })

  test('is nobody who merely has the same address, or almost the same id', async () => {
    const shop = await givenOrganization(house)
    const { token } = await givenIdentity(shop)
    const vip = await become(shop, token({ sub: 'vip-1', email: 'ceo@x.test', email_verified: true }))
    await givenConversation(vip)
    const claimant = await shop.visitor()
    await claimant.call('PATCH /v1/widget/me', { body: { email: 'ceo@x.test', name: 'The boss' } })
    expect(await conversationsOf(claimant)).toEqual([])
    expect((await contactOf(shop, claimant.id)).verified).toBe(false)
    const lookAlike = await become(shop, token({ sub: 'v\u0456p-1' }))
    expect(lookAlike.id).not.toBe(vip.id)
    expect(await conversationsOf(lookAlike)).toEqual([])
  })

  test('is verified by a proved address only, and no longer when they change it', async () => {
    const shop = await givenOrganization(house)
    const { token } = await givenIdentity(shop)
    const ada = await become(shop, token({ sub: 'ada', email: 'ada@x.test' }))
    expect((await contactOf(shop, ada.id)).verified).toBe(false)
    await become(shop, token({ sub: 'ada', email: 'ada@x.test', email_verified: true }))
    expect((await contactOf(shop, ada.id)).verified).toBe(true)
    await ada.call('PATCH /v1/widget/me', { body: { email: 'ada@x.test' } })
    expect((await contactOf(shop, ada.id)).verified).toBe(true)
    await ada.call('PATCH /v1/widget/me', { body: { email: 'victim@x.test' } })
    expect((await contactOf(shop, ada.id)).verified).toBe(false)
  })
})

describe('another person on the same device', () => {
  test('sees nothing of the one before, whose session ends', async () => {
    const shop = await givenOrganization(house)
    const { token } = await givenIdentity(shop)
    const ada = await become(shop, token({ sub: 'ada' }))
    await givenConversation(ada)
    const socket = await openSocket(house, ada)
    await socket.frame('welcome')
    const ben = await become(shop, token({ sub: 'ben' }), ada)
    expect(ben.id).not.toBe(ada.id)
    expect(await conversationsOf(ben)).toEqual([])
    expect((await ada.refused('GET /v1/widget/me')).status).toBe(401)
    await socket.close()
  })

  test('who was here before gets nothing of the one between, and the other way round', async () => {
    const shop = await givenOrganization(house)
    const { token } = await givenIdentity(shop)
    const ben = await become(shop, token({ sub: 'ben' }))
    const theirs = (await givenConversation(ben)).conversation.id
    const ada = await become(shop, token({ sub: 'ada' }))
    const hers = (await givenConversation(ada)).conversation.id
    const again = await become(shop, token({ sub: 'ben' }), ada)
    expect(again.id).toBe(ben.id)
    expect(await conversationsOf(again)).toEqual([theirs])
    const back = await become(shop, token({ sub: 'ada' }), again)
    expect(await conversationsOf(back)).toEqual([hers])
  })

  test('who has signed in with a password keeps what is theirs', async () => {
    const shop = await givenOrganization(house)
    const { token } = await givenIdentity(shop)
    await become(shop, token({ sub: 'ada' }))
    const visitor = await shop.visitor()
    const body = { key: shop.key, countryCode: '49', phone: '0151 12345678', password: 'long enough' }
    await visitor.call('POST /v1/widget/sign-up', { body })
    const { conversation } = await givenConversation(visitor)
    const ada = await become(shop, token({ sub: 'ada' }), visitor)
    expect(await conversationsOf(ada)).toEqual([])
    const from = callerOf(house, { origin: shop.origin })
    const back = (await from.call('POST /v1/widget/sign-in', { body })).body.token
    const owner = callerOf(house, { origin: shop.origin, authorization: `Bearer ${back}` })
    const { items } = (await owner.call('GET /v1/widget/conversations')).body
    expect(items.map(({ id }) => id)).toEqual([conversation.id])
  })

  test('of another organization is nobody here', async () => {
    const [shop, other] = [await givenOrganization(house), await givenOrganization(house)]
    const { token } = await givenIdentity(shop)
    const stranger = await other.visitor()
    const { conversation } = await givenConversation(stranger)
    const ada = await become(shop, token({ sub: 'ada' }), {
      ...stranger,
      headers: { ...stranger.headers, origin: shop.origin },
    })
    expect(await conversationsOf(ada)).toEqual([])
    expect(await conversationsOf(stranger)).toEqual([conversation.id])
  })
})
