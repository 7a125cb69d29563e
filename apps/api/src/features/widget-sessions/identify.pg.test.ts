import { randomUUID } from 'node:crypto'
import { createStore, type EventOf, type MemberSide } from '@halloo/client'
import { APP_ROLE } from '@halloo/db'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { newId } from '../../ids.ts'
import { callerOf } from '../../testing/caller.ts'
import { givenConversation } from '../../testing/conversation.ts'
import { givenHouse } from '../../testing/house.ts'
import { givenIdentity } from '../../testing/identity.ts'
import { givenOrganization, type TestOrganization, type TestVisitor } from '../../testing/organization.ts'
import { openSocket } from '../../testing/socket.ts'
import { AT_MERGE } from './merge.ts'

const house = givenHouse()
let sql: postgres.Sql
beforeAll(async () => {
  sql = postgres(house.database.ownerUrl, { max: 2, onnotice: () => {} })
  // Some wait for locks here on purpose; on a busy machine two seconds are soon over.
  const [row] = await sql<{ name: string }[]>`select current_database() as name`
  await sql.unsafe(`alter role ${APP_ROLE} in database "${row?.name}" set lock_timeout = '9s'`)
  await house.restart()
})
afterAll(() => sql.end())

/** Exchanges a token, as the visitor who has the page open if there is one. */
async function exchange(shop: TestOrganization, identityToken: string, as?: TestVisitor) {
  const from = callerOf(house, as?.headers ?? { origin: shop.origin })
  const body = { key: shop.key, identityToken }
  return from.raw('POST /v1/widget/sessions', { body }) as Promise<{
    status: number
    body: { token: string; visitor: { id: string; name: string }; code?: string; errors?: unknown }
  }>
}

/** The same, as somebody who goes on with it. */
async function become(shop: TestOrganization, identityToken: string, as?: TestVisitor): Promise<TestVisitor> {
  const { status, body } = await exchange(shop, identityToken, as)
  if (status !== 201) throw new Error(JSON.stringify(body))
  const headers = { authorization: `Bearer ${body.token}`, origin: shop.origin }
  return { id: body.visitor.id, token: body.token, ...callerOf(house, headers) }
}

/** Keeps everybody from a table until released. */
async function hold(table: string) {
  const held = await sql.reserve()
  await held`begin`
  await held.unsafe(`lock table ${table} in access exclusive mode`)
  return async () => {
    await held`rollback`
    held.release()
  }
}

/** So many wait for a lock. */
const waiting = (count: number) =>
  vi.waitFor(async () => {
    const [row] = await sql`select count(distinct pid)::int as n from pg_locks l
      join pg_database d on d.oid = l.database where d.datname = current_database() and not granted`
    expect(row?.n).toBe(count)
  }, 8000)

const conversationsOf = async (visitor: TestVisitor) =>
  (await visitor.call('GET /v1/widget/conversations')).body.items.map(({ id }) => id)
const contactOf = async (shop: TestOrganization, chatUserId: string) =>
  (await shop.owner.call('GET /v1/chat-users/:chatUserId', { params: { chatUserId } })).body

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

describe('an anonymous visitor who is identified', () => {
  test('stays the same contact where nobody had that id yet', async () => {
    const shop = await givenOrganization(house)
    const { token } = await givenIdentity(shop)
    const visitor = await shop.visitor()
    const { conversation } = await givenConversation(visitor)
    const ada = await become(shop, token({ sub: 'ada' }), visitor)
    expect(ada.id).toBe(visitor.id)
    expect(await conversationsOf(ada)).toEqual([conversation.id])
  })

  test('is merged into the one who is known: members and both sessions are told everything', async () => {
    const shop = await givenOrganization(house)
    const { token } = await givenIdentity(shop)
    const known = await become(shop, token({ sub: 'ada', name: 'Ada' }))
    const earlier = (await givenConversation(known)).conversation
    const visitor = await shop.visitor()
    const { conversation } = await givenConversation(visitor)
    await visitor.call('PUT /v1/widget/conversations/:conversationId/read', {
      params: { conversationId: conversation.id },
      body: { seq: 1 },
    })
    const [team, there, here] = [
      await openSocket(house, shop.owner),
      await openSocket(house, known),
      await openSocket(house, visitor),
    ]
    await Promise.all([team, there, here].map(socket => socket.frame('welcome')))
    const fetched = async () => {
      const store = createStore<MemberSide>()
      store.putConversations((await shop.owner.call('GET /v1/conversations')).body.items)
      store.putChatUsers((await shop.owner.call('GET /v1/chat-users')).body.items)
      return store
    }
    const store = await fetched()

    const ada = await become(shop, token({ sub: 'ada' }), visitor)
    expect(ada.id).toBe(known.id)
    expect((await conversationsOf(ada)).sort()).toEqual([earlier.id, conversation.id].sort())
    expect(await conversationsOf(visitor)).toHaveLength(2)
    expect((await visitor.call('GET /v1/widget/me')).body.name).toBe('Ada')

    await team.event('chat_user.updated')
    for (const frame of team.frames)
      if (frame.t === 'event') store.apply({ type: frame.type, data: frame.data } as EventOf<MemberSide>)
    const shown = ({ state: { conversations, chatUsers } }: typeof store) => ({ conversations, chatUsers })
    expect(shown(store)).toEqual(shown(await fetched()))
    expect((await there.event('conversation.updated')).data).toMatchObject({ id: conversation.id })
    expect(await here.closed).toEqual({ code: 4000 })
    expect((await contactOf(shop, visitor.id)).id).toBe(known.id)
    const params = { chatUserId: visitor.id }
    expect((await shop.owner.call('POST /v1/chat-users/:chatUserId/block', { params })).body.id).toBe(
      known.id,
    )
    await shop.owner.call('POST /v1/chat-users/:chatUserId/unblock', { params })
    const [row] = await sql`select merged_into from chat_users where id = ${visitor.id}`
    expect(row?.merged_into).toBe(known.id)
    const again = await openSocket(house, visitor)
    await again.frame('welcome')
    await Promise.all([team.close(), there.close(), again.close()])
  })

  test('has agreed to what they agreed to before', async () => {
    const shop = await givenOrganization(house)
    const { token } = await givenIdentity(shop)
    const chatPreChat = { fields: [], consent: { text: 'We keep what you write.', url: null } }
    await shop.owner.call('PATCH /v1/settings', { body: { chatPreChat } })
    await become(shop, token({ sub: 'ada' }))
    const visitor = await shop.visitor()
    const start = (consent?: true) => ({
      body: {
        id: newId('conversation'),
        message: { id: newId('message'), content: 'Hello' },
        ...(consent && { consent }),
      },
    })
    await visitor.call('POST /v1/widget/conversations', start(true))
    const ada = await become(shop, token({ sub: 'ada' }), visitor)
    expect((await ada.call('POST /v1/widget/conversations', start())).status).toBe(201)
  })

  test('may send again what they sent before: it is there once', async () => {
    const shop = await givenOrganization(house)
    const { token } = await givenIdentity(shop)
    await become(shop, token({ sub: 'ada' }))
    const visitor = await shop.visitor()
    const params = { conversationId: (await givenConversation(visitor)).conversation.id }
    const body = { id: newId('message'), content: 'Sent once' }
    await visitor.call('POST /v1/widget/conversations/:conversationId/messages', { params, body })
    const ada = await become(shop, token({ sub: 'ada' }), visitor)
    const again = await ada.call('POST /v1/widget/conversations/:conversationId/messages', { params, body })
    expect(again.body.message).toMatchObject({ id: body.id, seq: 2 })
    const { items } = (await ada.call('GET /v1/widget/conversations/:conversationId/messages', { params }))
      .body
    expect(items).toHaveLength(2)
  })

  test('who is blocked takes nothing along', async () => {
    const shop = await givenOrganization(house)
    const { token } = await givenIdentity(shop)
    const visitor = await shop.visitor()
    await givenConversation(visitor)
    await shop.owner.call('POST /v1/chat-users/:chatUserId/block', { params: { chatUserId: visitor.id } })
    const ada = await become(shop, token({ sub: 'ada' }), visitor)
    expect(ada.id).not.toBe(visitor.id)
    expect(await conversationsOf(ada)).toEqual([])
  })

  test('is asked of every table that refers to a contact', async () => {
    const rows = await sql<
      { name: string }[]
    >`select distinct conrelid::regclass::text as name from pg_constraint
      where contype = 'f' and confrelid = 'chat_users'::regclass`
    expect(rows.map(({ name }) => name).sort()).toEqual(Object.keys(AT_MERGE).sort())
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
        (await sql`select count(*)::int as n from chat_users where organization_id = ${shop.id}`)[0]?.n,
    ]
    expect((await exchange(shop, token({ jti, name: ' ' }))).status).toBe(401)
    expect(await count()).toBe(0)
    expect((await exchange(shop, token({ jti }))).status).toBe(201)
  })

  test('is forgotten when it has expired', async () => {
    const shop = await givenOrganization(house)
    const { token } = await givenIdentity(shop)
    await become(shop, token({ jti: 'old' }))
    await sql`update used_identity_tokens set expires_at = now() - interval '1 s' where organization_id = ${shop.id}`
    await become(shop, token({ jti: 'new' }))
    const rows = await sql`select jti from used_identity_tokens where organization_id = ${shop.id}`
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
    const [row] = await sql`select row_to_json(s)::text as text from identity_secrets s where id = ${id}`
    expect(row?.text).not.toContain(secret.slice(4))
    const actions =
      await sql`select action from audit_log where organization_id = ${shop.id} and target = ${id}`
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
    const [row] = await sql`select count(*)::int as n from visitor_sessions
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
