import { describe, expect, test } from 'vitest'
import { givenConversation } from '../testing/conversation.ts'
import { givenHouse } from '../testing/house.ts'
import { givenOrganization } from '../testing/organization.ts'
import { openSocket, settled } from '../testing/socket.ts'

// What is told and never kept: who is typing, and who is there.

const house = givenHouse()

describe('a socket', () => {
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
