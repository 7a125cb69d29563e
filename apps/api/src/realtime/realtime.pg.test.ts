import { describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { newId } from '../ids.ts'
import { givenConversation } from '../testing/conversation.ts'
import { givenHouse } from '../testing/house.ts'
import { givenOrganization } from '../testing/organization.ts'
import { openSocket } from '../testing/socket.ts'

const house = givenHouse()

/** Resolves when everything that was caused before has been heard: the answer comes behind it. */
const settled = async (socket: Awaited<ReturnType<typeof openSocket>>) => {
  const id = newId('message')
  socket.send({ t: 'call', id, op: 'GET /v1/counts' })
  await socket.frame('answer', frame => frame.id === id)
}

const settledVisitor = async (socket: Awaited<ReturnType<typeof openSocket>>) => {
  const id = newId('message')
  socket.send({ t: 'call', id, op: 'GET /v1/widget/me' })
  await socket.frame('answer', frame => frame.id === id)
}

describe('a socket', () => {
  test('brings a new conversation into the queue of an agent, with the counts', async () => {
    const shop = await givenOrganization(house)
    const socket = await openSocket(house, await shop.member('agent'))
    await socket.frame('welcome')
    const { conversation } = await givenConversation(await shop.visitor(), { content: 'Hello there' })
    const queued = await socket.event('conversation.queued')
    expect(queued.data).toMatchObject({ id: conversation.id, lastMessage: { preview: 'Hello there' } })
    const counted = await socket.event('counts.updated', data => data.topic === 'everything')
    expect(counted.data).toMatchObject({ queued: 1, active: 0, unread: 0 })
    await socket.close()
  })

  test('numbers its events without a gap', async () => {
    const shop = await givenOrganization(house)
    const visitor = await shop.visitor()
    const socket = await openSocket(house, shop.owner)
    const welcome = await socket.frame('welcome')
    await Promise.all(Array.from({ length: 10 }, () => givenConversation(visitor)))
    await settled(socket)
    const numbers = socket.frames.flatMap(frame => (frame.t === 'event' ? [frame.n] : []))
    expect(numbers.length).toBeGreaterThan(20)
    expect(numbers).toEqual(numbers.map((_, at) => welcome.n + at + 1))
    await socket.close()
  })

  test('brings an answer to the visitor, and nothing that only the team may read', async () => {
    const shop = await givenOrganization(house)
    const [agent, visitor] = [await shop.member('agent'), await shop.visitor()]
    const { conversation } = await givenConversation(visitor)
    const socket = await openSocket(house, visitor)
    await socket.frame('welcome')
    const params = { conversationId: conversation.id }
    await agent.call('POST /v1/conversations/:conversationId/accept', { params })
    await agent.call('POST /v1/conversations/:conversationId/messages', {
      params,
      body: { id: newId('message'), content: 'Good day' },
    })
    const heard = await socket.event('message.created', data => JSON.stringify(data).includes('Good day'))
    expect(heard.data).toMatchObject({
      message: { senderName: expect.stringContaining('agent') },
      conversation: { unread: 1 },
    })
    const text = JSON.stringify(socket.frames)
    for (const secret of ['@people.test', 'ipAddress', 'userAgent', 'participants', 'chatRole'])
      expect(text).not.toContain(secret)
    await socket.close()
  })

  test('resumes where it was cut, with what happened meanwhile, in order', async () => {
    const shop = await givenOrganization(house)
    const visitor = await shop.visitor()
    const first = await openSocket(house, shop.owner)
    await first.frame('welcome')
    const { conversation } = await givenConversation(visitor)
    await settled(first)
    await first.close()
    for (const content of ['one', 'two', 'three'])
      await visitor.call('POST /v1/widget/conversations/:conversationId/messages', {
        params: { conversationId: conversation.id },
        body: { id: newId('message'), content },
      })
    const second = await openSocket(house, shop.owner, first.cursor())
    await second.event('message.created', data => JSON.stringify(data).includes('three'))
    const contents = second.frames.flatMap(frame =>
      frame.t === 'event' && frame.type === 'message.created'
        ? [(frame.data as { message: { content: string } }).message.content]
        : [],
    )
    expect(contents).toEqual(['one', 'two', 'three'])
    await second.close()
  })

  test.each(['A'.repeat(48), 'not a cursor', ''.padEnd(48, '-')])(
    'asks to fetch anew for the cursor %j',
    async cursor => {
      const shop = await givenOrganization(house)
      const socket = await openSocket(house, shop.owner, cursor)
      expect(await socket.frame('bye')).toMatchObject({ reason: 'resync' })
      expect(await socket.closed).toEqual({ code: 4000 })
    },
  )

  test('does not take the cursor of another organization', async () => {
    const [shop, other] = [await givenOrganization(house), await givenOrganization(house)]
    const theirs = await openSocket(house, other.owner)
    const { cursor } = await theirs.frame('welcome')
    const socket = await openSocket(house, shop.owner, cursor)
    expect(await socket.frame('bye')).toMatchObject({ reason: 'resync' })
    await theirs.close()
  })

  test('answers calls exactly as HTTP does', async () => {
    const shop = await givenOrganization(house)
    const socket = await openSocket(house, shop.owner)
    await socket.frame('welcome')
    socket.send({ t: 'call', id: 'a', op: 'GET /v1/settings' })
    const { body } = await shop.owner.call('GET /v1/settings')
    expect(await socket.frame('answer', frame => frame.id === 'a')).toEqual({
      t: 'answer',
      id: 'a',
      status: 200,
      body,
    })
    socket.send({ t: 'call', id: 'b', op: 'POST /v1/departments', body: { name: '' } })
    expect(await socket.frame('answer', frame => frame.id === 'b')).toMatchObject({
      status: 422,
      body: { code: 'validation_failed', errors: [{ pointer: '/name', code: 'blank' }] },
    })
    await socket.close()
  })

  test('hears nothing of another organization', async () => {
    const [shop, other] = [await givenOrganization(house), await givenOrganization(house)]
    const socket = await openSocket(house, shop.owner)
    await socket.frame('welcome')
    await givenConversation(await other.visitor(), { content: 'not for you' })
    await settled(socket)
    expect(socket.frames.filter(frame => frame.t === 'event')).toEqual([])
    await socket.close()
  })

  test('tells who is typing to those who see the conversation, at most once a second', async () => {
    const shop = await givenOrganization(house)
    const [agent, visitor, stranger] = [
      await shop.member('agent'),
      await shop.visitor(),
      await shop.visitor(),
    ]
    const { conversation } = await givenConversation(visitor)
    const [a, v, s] = [
      await openSocket(house, agent),
      await openSocket(house, visitor),
      await openSocket(house, stranger),
    ]
    await Promise.all([a.frame('welcome'), v.frame('welcome'), s.frame('welcome')])
    for (let i = 0; i < 20; i++) v.send({ t: 'typing', conversationId: conversation.id })
    s.send({ t: 'typing', conversationId: conversation.id })
    expect(await a.frame('typing')).toMatchObject({
      conversationId: conversation.id,
      from: { kind: 'visitor', id: visitor.id },
    })
    a.send({ t: 'typing', conversationId: conversation.id })
    expect((await v.frame('typing')).from.kind).toBe('member')
    await settled(a)
    expect(a.frames.filter(frame => frame.t === 'typing')).toHaveLength(1)
    expect(s.frames.filter(frame => frame.t === 'typing')).toEqual([])
    await Promise.all([a.close(), v.close(), s.close()])
  })

  test('shows unsent words to the team where the organization says so, and only then', async () => {
    const shop = await givenOrganization(house)
    const visitor = await shop.visitor()
    const { conversation } = await givenConversation(visitor)
    const typing = { t: 'typing', conversationId: conversation.id, preview: 'I want to compl' } as const
    const [a, v] = [await openSocket(house, shop.owner), await openSocket(house, visitor)]
    await Promise.all([a.frame('welcome'), v.frame('welcome')])
    v.send(typing)
    expect(await a.frame('typing')).not.toHaveProperty('preview')
    await shop.owner.call('PATCH /v1/settings', { body: { chatTypingPreview: true } })
    const [again, w] = [await openSocket(house, shop.owner), await openSocket(house, visitor)]
    await Promise.all([again.frame('welcome'), w.frame('welcome')])
    w.send(typing)
    expect(await again.frame('typing')).toMatchObject({ preview: 'I want to compl' })
    expect(house.logs()).not.toContain('I want to compl')
    await Promise.all([a, v, again, w].map(socket => socket.close()))
  })

  test('tells members who is there, and a visitor only whether somebody is', async () => {
    const shop = await givenOrganization(house)
    const [agent, visitor] = [await shop.member('agent'), await shop.visitor()]
    const v = await openSocket(house, visitor)
    expect((await v.frame('presence')).online).toEqual([])
    const a = await openSocket(house, agent)
    expect((await a.frame('presence')).online).toEqual([agent.id])
    expect((await v.frame('presence', frame => frame.online.length > 0)).online).toEqual(['team'])
    await Promise.all([a.close(), v.close()])
  })
})

describe('revocation ends a live socket', () => {
  test('of a member who is made inactive', async () => {
    const shop = await givenOrganization(house)
    const agent = await shop.member('agent')
    const socket = await openSocket(house, agent)
    await socket.frame('welcome')
    await shop.owner.call('PATCH /v1/members/:memberId', {
      params: { memberId: agent.id },
      body: { status: 'inactive' },
    })
    expect(await socket.closed).toEqual({ code: 4403 })
    expect((await agent.refused('GET /v1/counts')).status).toBe(401)
  })

  test('of a member who signs out', async () => {
    const shop = await givenOrganization(house)
    const agent = await shop.member('agent')
    const socket = await openSocket(house, agent)
    await socket.frame('welcome')
    await fetch(`${house.server.url}/api/auth/sign-out`, {
      method: 'POST',
      headers: { ...agent.headers, 'content-type': 'application/json' },
      body: '{}',
    })
    expect(await socket.closed).toEqual({ code: 4403 })
  })

  test('of a visitor who is blocked', async () => {
    const shop = await givenOrganization(house)
    const visitor = await shop.visitor()
    await givenConversation(visitor)
    const socket = await openSocket(house, visitor)
    await socket.frame('welcome')
    await shop.owner.call('POST /v1/chat-users/:chatUserId/block', { params: { chatUserId: visitor.id } })
    expect(await socket.closed).toEqual({ code: 4403 })
  })

  test('of a visitor, when the widget is switched off; of a key that was replaced it does not', async () => {
    const shop = await givenOrganization(house)
    const visitor = await shop.visitor()
    const socket = await openSocket(house, visitor)
    await socket.frame('welcome')
    await shop.owner.call('POST /v1/settings/rotate-key')
    await settledVisitor(socket)
    expect(socket.ws.readyState).toBe(socket.ws.OPEN)
    const started = performance.now()
    await shop.owner.call('PATCH /v1/settings', { body: { chatIsActive: false } })
    expect(await socket.closed).toEqual({ code: 4403 })
    expect(performance.now() - started).toBeLessThan(5000)
    const again = await openSocket(house, visitor)
    expect(await again.closed).toEqual({ code: 4401 })
  })

  test('of a member whose role or sight has changed, who comes back as who they are now', async () => {
    const shop = await givenOrganization(house)
    const agent = await shop.member('agent')
    const socket = await openSocket(house, agent)
    await socket.frame('welcome')
    await shop.owner.call('PATCH /v1/settings', { body: { chatVisibility: 'assigned' } })
    expect(await socket.frame('bye')).toMatchObject({ reason: 'resync' })
    const { conversation } = await givenConversation(await shop.visitor())
    const again = await openSocket(house, agent)
    await again.frame('welcome')
    await shop.owner.call('POST /v1/conversations/:conversationId/assign', {
      params: { conversationId: conversation.id },
      body: { memberId: agent.id },
    })
    await again.event('conversation.assigned')
    await shop.owner.call('PATCH /v1/members/:memberId', {
      params: { memberId: agent.id },
      body: { chatRole: 'supervisor' },
    })
    expect(await again.frame('bye')).toMatchObject({ reason: 'resync' })
  })

  test('of an agent whose department loses sight of it: the conversation is taken away, others stay', async () => {
    const shop = await givenOrganization(house)
    const agent = await shop.member('agent')
    await shop.owner.call('PATCH /v1/settings', { body: { chatVisibility: 'department' } })
    const [orders, returns] = await Promise.all(
      ['Orders', 'Returns'].map(
        async name => (await shop.owner.call('POST /v1/departments', { body: { name } })).body.id,
      ),
    )
    const staff = { departmentId: orders ?? '', memberId: agent.id }
    await shop.owner.call('PUT /v1/departments/:departmentId/members/:memberId', { params: staff })
    const { conversation } = await givenConversation(await shop.visitor(), { departmentId: orders ?? '' })
    const socket = await openSocket(house, agent)
    await socket.frame('welcome')
    const params = { conversationId: conversation.id }
    await agent.call('POST /v1/conversations/:conversationId/transfer', {
      params,
      body: { departmentId: returns ?? '' },
    })
    expect((await socket.event('conversation.removed')).data).toEqual({ id: conversation.id })
    expect((await agent.refused('GET /v1/conversations/:conversationId', { params })).status).toBe(404)
    await socket.close()
  })
})

describe('a handshake is refused', () => {
  const attempt = (path: string, headers: Record<string, string>, protocol = 'halloo.v1') =>
    new Promise<number>(resolve => {
      const ws = new WebSocket(`${house.server.url.replace('http', 'ws')}${path}`, protocol, { headers })
      ws.once('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0))
      ws.once('open', () => {
        ws.close()
        resolve(101)
      })
      ws.once('error', () => {})
    })

  test('to a member from another origin, or from none', async () => {
    const shop = await givenOrganization(house)
    const { cookie } = shop.owner
    const { url } = house.server
    expect(await attempt('/v1/socket', { cookie, origin: url })).toBe(101)
    for (const origin of ['https://evil.test', 'null', `${url}.evil.test`])
      expect(await attempt('/v1/socket', { cookie, origin })).toBe(403)
    expect(await attempt('/v1/socket', { cookie })).toBe(403)
    expect(await attempt('/v1/socket', { origin: url })).toBe(401)
    expect(await attempt('/v1/nothing', { origin: url })).toBe(404)
    expect(await attempt('/v1/socket', { cookie, origin: url }, 'evil.v9')).toBe(400)
  })

  test('to a visitor without a token, or from a site that is not listed', async () => {
    const shop = await givenOrganization(house)
    const visitor = await shop.visitor()
    const nobody = await openSocket(house, { ...visitor, token: 'vt_nothing' })
    expect(await nobody.closed).toEqual({ code: 4401 })
    const elsewhere = await openSocket(house, { ...visitor, headers: { origin: 'https://evil.test' } })
    expect(await elsewhere.closed).toEqual({ code: 4401 })
  })
})
