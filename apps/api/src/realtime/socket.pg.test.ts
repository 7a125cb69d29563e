import { describe, expect, test } from 'vitest'
import { newId } from '../ids.ts'
import { givenConversation } from '../testing/conversation.ts'
import { givenHouse } from '../testing/house.ts'
import { givenOrganization } from '../testing/organization.ts'
import { openSocket, settled } from '../testing/socket.ts'

// What a socket brings, in which order, and what it answers.

const house = givenHouse()

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
})
