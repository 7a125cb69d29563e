import { createVisitor, type TextStorage, type Visitor, type VisitorEvents } from '@halloo/client'
import { signIdentity } from '@halloo/sdk'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { WebSocket as Ws } from 'ws'
import { givenHouse } from '../../testing/house.ts'
import { givenIdentity } from '../../testing/identity.ts'
import { givenOrganization, type TestOrganization } from '../../testing/organization.ts'
import { openSocket } from '../../testing/socket.ts'

// The client as a mobile app has it: no page, no browser storage, only what the runtime gives.

const house = givenHouse()
const WebSocket = Ws as unknown as typeof globalThis.WebSocket
const OF_BROWSERS = ['window', 'document', 'location', 'navigator', 'localStorage', 'indexedDB', 'WebSocket']
beforeEach(() => {
  for (const name of OF_BROWSERS) vi.stubGlobal(name, undefined)
})

const open = new Set<Visitor>()
afterEach(() => {
  for (const visitor of open) visitor.disconnect()
  open.clear()
  vi.unstubAllGlobals()
})

/** A visitor with an app's storage, and everything they heard. */
function givenApp(
  shop: TestOrganization,
  more: { storage?: TextStorage; WebSocket?: typeof WebSocket } = { WebSocket },
) {
  const visitor = createVisitor({ url: house.server.url, key: shop.key, ...more })
  open.add(visitor)
  const heard: [keyof VisitorEvents, unknown][] = []
  const names = [
    'conversation.queued',
    'conversation.accepted',
    'conversation.closed',
    'message.created',
    'messages.read',
    'typing',
    'signed_out',
  ] as const
  for (const name of names) visitor.on(name, data => heard.push([name, data]))
  return {
    visitor,
    heard,
    hears: (name: keyof VisitorEvents) =>
      vi.waitFor(() => expect(heard.map(([known]) => known)).toContain(name), 10_000),
  }
}

const appStorage = (): TextStorage => {
  const kept = new Map<string, string>()
  return {
    getItem: async name => kept.get(name) ?? null,
    setItem: async (name, value) => void kept.set(name, value),
    removeItem: async name => void kept.delete(name),
  }
}
const ADA = { countryCode: '49', phone: '0151 12345678', password: 'long enough' }
const connected = (visitor: Visitor) => vi.waitFor(() => expect(visitor.status).toBe('open'), 10_000)
const contents = (visitor: Visitor, conversationId: string) =>
  (visitor.state.messages[conversationId] ?? []).map(({ content }) => content)

describe.each([
  ['by a socket', { WebSocket }],
  ['without sockets, by asking', {}],
])('%s', (_how, wire) => {
  test('a whole conversation is held: start, queue, accept, messages, seen, close', async () => {
    const shop = await givenOrganization(house)
    const { body: department } = await shop.owner.call('POST /v1/departments', { body: { name: 'Orders' } })
    const agent = await shop.member('agent')
    const team = await openSocket(house, agent)
    await team.frame('welcome')
    const { visitor, heard, hears } = givenApp(shop, wire)

    await visitor.signUp(ADA)
    expect(visitor.me?.phone).toBe('+4915112345678')
    expect((await visitor.departments()).map(({ name }) => name)).toEqual(['Orders'])
    const id = visitor.conversations.start('Where is my order?', {
      departmentId: department.id,
      subject: 'Order 7',
    })
    await team.event('conversation.queued', data => data.id === id)
    await team.event('counts.updated', data => data.topic === 'everything' && data.queued === 1)
    await connected(visitor)

    const params = { conversationId: id }
    team.send({ t: 'call', id: 'accept', op: 'POST /v1/conversations/:conversationId/accept', params })
    expect((await team.frame('answer', ({ id }) => id === 'accept')).status).toBe(200)
    await hears('conversation.accepted')
    const late = await shop.owner.refused('POST /v1/conversations/:conversationId/accept', { params })
    expect([late.status, late.body.code]).toEqual([409, 'already_assigned'])

    await agent.call('PUT /v1/conversations/:conversationId/read', { params, body: { seq: 1 } })
    await hears('messages.read')
    const reply = { id: 'msg_V1StGXR8Z5jdHi6BmyT00', content: 'On its way' }
    await agent.call('POST /v1/conversations/:conversationId/messages', { params, body: reply })
    await vi.waitFor(() => expect(visitor.state.conversations[id]?.unread).toBe(1), 10_000)
    await visitor.markRead(id)
    const seen = await team.event('messages.read', ({ participant }) =>
      JSON.stringify(participant).includes('chat_user'),
    )
    expect(seen.data).toMatchObject({ conversationId: id })
    visitor.send(id, 'Thank you', [
      { name: 'proof.txt', blob: new Blob(['It came.'], { type: 'text/plain' }) },
    ])
    await team.event('message.created', data => JSON.stringify(data).includes('proof.txt'))

    await agent.call('POST /v1/conversations/:conversationId/close', { params })
    await hears('conversation.closed')
    await visitor.messages(id)
    const people = visitor.state.messages[id]?.filter(({ senderType }) => senderType !== 'system')
    expect(people?.map(({ content }) => content)).toEqual(['Where is my order?', 'On its way', 'Thank you'])
    expect(visitor.unsent()).toEqual([])
    const order = heard.map(([name]) => name).filter(name => /accepted|closed/.test(name))
    expect(order).toEqual(['conversation.accepted', 'conversation.closed'])
    await team.close()
  })
})

describe('an app', () => {
  test('that is started again is who it was, and sends what it could not send', async () => {
    const [shop, storage] = [await givenOrganization(house), appStorage()]
    const first = createVisitor({
      url: house.server.url,
      key: shop.key,
      storage,
      WebSocket,
      fetch: () => Promise.reject(new TypeError('no network')),
    })
    const id = first.conversations.start('Written in a tunnel')
    await vi.waitFor(() => expect(first.unsent()[0]?.state).toBe('queued'))
    first.disconnect()

    const { visitor } = givenApp(shop, { storage, WebSocket })
    expect(await visitor.open()).toBe(false)
    await vi.waitFor(() => expect(contents(visitor, id)).toEqual(['Written in a tunnel']), 10_000)
    const me = visitor.me?.id
    visitor.disconnect()

    const again = givenApp(shop, { storage, WebSocket }).visitor
    expect(await again.open()).toBe(true)
    expect(again.me?.id).toBe(me)
    expect((await again.conversations.list()).map(conversation => conversation.id)).toEqual([id])
  })

  test('hears nothing and makes nobody before its first act', async () => {
    const shop = await givenOrganization(house)
    const { visitor } = givenApp(shop)
    expect(await visitor.open()).toBe(false)
    expect(visitor.status).toBe('idle')
    expect((await shop.owner.call('GET /v1/chat-users')).body.items).toEqual([])
  })

  test('becomes whom a token names, with what was written before, sent or not', async () => {
    const shop = await givenOrganization(house)
    const { secret } = await givenIdentity(shop)
    const tokenOf = (sub: string) => signIdentity({ secret, organizationId: shop.id, sub, name: sub })
    const other = givenApp(shop).visitor
    const ada = await other.identify(await tokenOf('ada'))

    const { visitor } = givenApp(shop)
    const id = visitor.conversations.start('Before they knew me')
    await vi.waitFor(() => expect(visitor.unsent()).toEqual([]), 10_000)
    expect(visitor.me?.id).not.toBe(ada.id)
    await visitor.identify(await tokenOf('ada'))
    visitor.send(id, 'And after')
    await vi.waitFor(() => expect(visitor.unsent()).toEqual([]), 10_000)
    expect(visitor.me).toMatchObject({ id: ada.id, name: 'ada' })
    await visitor.messages(id)
    expect(contents(visitor, id)).toEqual(['Before they knew me', 'And after'])
    await vi.waitFor(() => expect(other.state.conversations[id]).toBeDefined(), 10_000)

    const ben = await visitor.identify(await tokenOf('ben'))
    expect(ben.id).not.toBe(ada.id)
    expect(await visitor.conversations.list()).toEqual([])
  })

  test('where visitors must be vouched for, keeps words until there is a token', async () => {
    const shop = await givenOrganization(house)
    const { secret } = await givenIdentity(shop, 'required')
    const { visitor } = givenApp(shop)
    const id = visitor.conversations.start('Who am I?')
    await vi.waitFor(() => expect(visitor.unsent()[0]?.state).toBe('queued'), 10_000)
    await visitor.identify(await signIdentity({ secret, organizationId: shop.id, sub: 'ada' }))
    await vi.waitFor(() => expect(contents(visitor, id)).toEqual(['Who am I?']), 10_000)
  })

  test('is told when it is signed out, forgets who it was, and may come back', async () => {
    const shop = await givenOrganization(house)
    const { visitor, hears } = givenApp(shop)
    const me = await visitor.signUp(ADA)
    await connected(visitor)
    await shop.owner.call('POST /v1/chat-users/:chatUserId/sign-out', { params: { chatUserId: me.id } })
    await hears('signed_out')
    expect(visitor.me).toBeUndefined()
    expect((await visitor.signIn(ADA)).id).toBe(me.id)
  })

  test('tells and hears of typing', async () => {
    const shop = await givenOrganization(house)
    const agent = await shop.member('agent')
    const team = await openSocket(house, agent)
    const { visitor, hears } = givenApp(shop)
    const conversationId = visitor.conversations.start('Hello')
    await team.event('conversation.queued')
    await agent.call('POST /v1/conversations/:conversationId/accept', { params: { conversationId } })
    await connected(visitor)
    visitor.typing(conversationId)
    await team.frame('typing')
    team.send({ t: 'typing', conversationId })
    await hears('typing')
    await team.close()
  })
})

test('what is refused for want of answers is kept, says what is asked, and goes with them', async () => {
  const shop = await givenOrganization(house)
  const fields = [{ key: 'order_number', label: 'Order number', type: 'text' as const, required: true }]
  await shop.owner.call('PATCH /v1/settings', { body: { chatPreChat: { fields, consent: null } } })
  const { visitor } = givenApp(shop)
  const id = visitor.conversations.start('Where is my order?')
  await vi.waitFor(() => expect(visitor.unsent()[0]?.state).toBe('failed'), 10_000)
  const [kept] = visitor.unsent()
  expect(kept?.fault).toMatchObject({ code: 'questions_unanswered', preChat: { fields } })
  visitor.retry(kept?.id ?? '', { customFields: { order_number: 'B-17' } })
  await vi.waitFor(() => expect(contents(visitor, id)).toEqual(['Where is my order?']), 10_000)
  expect(visitor.unsent()).toEqual([])
})
