import { randomUUID } from 'node:crypto'
import { describe, expect, test, vi } from 'vitest'
import { callerOf } from '../../testing/caller.ts'
import { givenConversation } from '../../testing/conversation.ts'
import { givenIdentity } from '../../testing/identity.ts'
import { givenIdentityHouse } from '../../testing/identity-house.ts'
import { givenOrganization } from '../../testing/organization.ts'
import { openSocket } from '../../testing/socket.ts'

// What a token is exchanged for, the mode of an organization, and its secrets.

const world = givenIdentityHouse()
const { house, exchange, become, hold, waiting, conversationsOf } = world

describe('a token', () => {
  test('is exchanged once, but for the person who has become whom it names', async () => {
    const shop = await givenOrganization(house)
    const { token } = await givenIdentity(shop)
    const spent = token({ sub: 'ada' })
    const ada = await become(shop, spent)
    const thief = await exchange(shop, spent)
    expect([thief.status, thief.body.errors]).toEqual([
      401,
      [{ pointer: '/identityToken/jti', code: 'replayed' }],
    ])
    expect((await exchange(shop, spent, await shop.visitor())).status).toBe(401)
    expect((await exchange(shop, spent, ada)).body.visitor.id).toBe(ada.id)
  })

  test('is exchanged once by ten who try at the same moment', async () => {
    const shop = await givenOrganization(house)
    const { token } = await givenIdentity(shop)
    const one = token()
    const all = await Promise.all(Array.from({ length: 10 }, () => exchange(shop, one)))
    expect(all.map(({ status }) => status).sort()).toEqual([201, ...Array(9).fill(401)])
  })

  test('that was refused leaves nothing behind, and is still good when its time has come', async () => {
    const shop = await givenOrganization(house)
    const { token } = await givenIdentity(shop)
    const [jti, count] = [
      randomUUID(),
      async () =>
        (await world.sql`select count(*)::int as n from chat_users where organization_id = ${shop.id}`)[0]?.n,
    ]
    expect((await exchange(shop, token({ jti, name: ' ' }))).status).toBe(401)
    expect(await count()).toBe(0)
    expect((await exchange(shop, token({ jti }))).status).toBe(201)
  })

  test('is forgotten when it has expired', async () => {
    const shop = await givenOrganization(house)
    const { token } = await givenIdentity(shop)
    await become(shop, token({ jti: 'old' }))
    await world.sql`update used_identity_tokens set expires_at = now() - interval '1 s' where organization_id = ${shop.id}`
    await become(shop, token({ jti: 'new' }))
    const rows = await world.sql`select jti from used_identity_tokens where organization_id = ${shop.id}`
    expect(rows.map(({ jti }) => jti)).toEqual(['new'])
  })
})

describe('the mode', () => {
  test('off takes no token, and is what a new organization has', async () => {
    const shop = await givenOrganization(house)
    const { body } = await exchange(shop, 'a.b.c')
    expect(body).toMatchObject({ errors: [{ pointer: '/identityToken', code: 'identity_off' }] })
    expect((await shop.owner.call('GET /v1/settings')).body.chatIdentityMode).toBe('off')
  })

  test('required lets nobody in who is not vouched for, whoever they were before', async () => {
    const shop = await givenOrganization(house)
    const { token } = await givenIdentity(shop)
    const [visitor, ada] = [await shop.visitor(), await become(shop, token({ sub: 'ada' }))]
    const { conversation } = await givenConversation(visitor)
    const [anonymous, known] = [await openSocket(house, visitor), await openSocket(house, ada)]
    await Promise.all([anonymous.frame('welcome'), known.frame('welcome')])
    await shop.owner.call('PATCH /v1/settings', { body: { chatIdentityMode: 'required' } })
    expect(await anonymous.closed).toEqual({ code: 4403 })
    const from = callerOf(house, { origin: shop.origin })
    const refused = await from.refused('POST /v1/widget/sessions', { body: { key: shop.key } })
    expect([refused.status, refused.body.code]).toEqual([401, 'identity_required'])
    expect((await visitor.refused('GET /v1/widget/me')).body.code).toBe('identity_required')
    expect((await ada.call('GET /v1/widget/me')).status).toBe(200)
    expect(known.ws.readyState).toBe(1)
    const merged = await become(shop, token({ sub: 'ada' }), visitor)
    expect(await conversationsOf(merged)).toEqual([conversation.id])
    await known.close()
  })
})

describe('a secret', () => {
  test('is told once, and kept so that no copy of the database tells it', async () => {
    const shop = await givenOrganization(house)
    const { secret, id } = await givenIdentity(shop)
    expect(secret).toMatch(/^isk_[A-Za-z0-9_-]{43}$/)
    const { items } = (await shop.owner.call('GET /v1/identity-secrets')).body
    expect(items).toMatchObject([{ id, hint: secret.slice(-4), createdBy: shop.owner.id, lastUsedAt: null }])
    expect(JSON.stringify(items)).not.toContain(secret)
    const [row] =
      await world.sql`select row_to_json(s)::text as text from identity_secrets s where id = ${id}`
    expect(row?.text).not.toContain(secret.slice(4))
    const actions =
      await world.sql`select action from audit_log where organization_id = ${shop.id} and target = ${id}`
    expect(actions.map(({ action }) => action)).toEqual(['identity_secret.created'])
  })

  test('stays good beside a newer one, until it is revoked: then its sessions end, and nobody else’s', async () => {
    const shop = await givenOrganization(house)
    const former = await givenIdentity(shop)
    const newer = await givenIdentity(shop)
    expect((await shop.owner.refused('POST /v1/identity-secrets')).body.code).toBe('identity_secret_limit')
    const [ada, ben, nobody] = [
      await become(shop, former.token({ sub: 'ada' }, { kid: former.id })),
      await become(shop, newer.token({ sub: 'ben' })),
      await shop.visitor(),
    ]
    const sockets = [
      await openSocket(house, ada),
      await openSocket(house, ben),
      await openSocket(house, nobody),
    ] as const
    await Promise.all(sockets.map(socket => socket.frame('welcome')))
    const params = { identitySecretId: former.id }
    await shop.owner.call('DELETE /v1/identity-secrets/:identitySecretId', { params })
    expect(await sockets[0].closed).toEqual({ code: 4403 })
    expect(sockets.slice(1).map(({ ws }) => ws.readyState)).toEqual([1, 1])
    expect((await ada.refused('GET /v1/widget/me')).status).toBe(401)
    expect((await exchange(shop, former.token())).status).toBe(401)
    expect((await become(shop, newer.token({ sub: 'ada' }))).id).toBe(ada.id)
    expect((await shop.owner.call('POST /v1/identity-secrets')).status).toBe(201)
    await Promise.all(sockets.slice(1).map(socket => socket.close()))
  })

  test('that is revoked while a token is exchanged leaves no session behind', async () => {
    const shop = await givenOrganization(house)
    const { token, id } = await givenIdentity(shop)
    // The exchange has believed the secret, and has not written yet.
    const release = await hold('used_identity_tokens')
    const exchanged = exchange(shop, token())
    await waiting(1)
    const params = { identitySecretId: id }
    const revoked = shop.owner.call('DELETE /v1/identity-secrets/:identitySecretId', { params })
    await Promise.race([waiting(2), revoked])
    await release()
    await Promise.all([exchanged, revoked])
    const [row] = await world.sql`select count(*)::int as n from visitor_sessions
      where identity_secret_id = ${id} and revoked_at is null`
    expect(row?.n).toBe(0)
  })

  test('is not made three times by three who try at once', async () => {
    const shop = await givenOrganization(house)
    const all = await Promise.all(
      Array.from({ length: 3 }, () => shop.owner.raw('POST /v1/identity-secrets')),
    )
    expect(all.map(({ status }) => status).sort()).toEqual([201, 201, 409])
  })
})

test('a contact who is signed out is out at once, on every device', async () => {
  const shop = await givenOrganization(house)
  const { token } = await givenIdentity(shop)
  const devices = [
    await become(shop, token({ sub: 'ada' })),
    await become(shop, token({ sub: 'ada' })),
  ] as const
  const sockets = await Promise.all(devices.map(device => openSocket(house, device)))
  await Promise.all(sockets.map(socket => socket.frame('welcome')))
  const params = { chatUserId: devices[0].id }
  await shop.owner.call('POST /v1/chat-users/:chatUserId/sign-out', { params })
  expect(await Promise.all(sockets.map(({ closed }) => closed))).toEqual([{ code: 4403 }, { code: 4403 }])
  await vi.waitFor(async () => expect((await devices[1].refused('GET /v1/widget/me')).status).toBe(401))
  expect((await become(shop, token({ sub: 'ada' }))).id).toBe(devices[0].id)
})
