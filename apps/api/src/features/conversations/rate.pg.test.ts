import { describe, expect, test } from 'vitest'
import { newId } from '../../ids.ts'
import { givenConversation } from '../../testing/conversation.ts'
import { givenHouse } from '../../testing/house.ts'
import { givenOrganization, type TestMember } from '../../testing/organization.ts'
import { openSocket } from '../../testing/socket.ts'

const house = givenHouse()
const RATE = 'PUT /v1/widget/conversations/:conversationId/rating'

const answer = (member: TestMember, conversationId: string) =>
  member.call('POST /v1/conversations/:conversationId/messages', {
    params: { conversationId },
    body: { id: newId('message'), content: 'Gladly' },
  })
const end = (member: TestMember, conversationId: string) =>
  member.call('POST /v1/conversations/:conversationId/close', { params: { conversationId } })

async function givenEnded() {
  const shop = await givenOrganization(house)
  const visitor = await shop.visitor()
  const params = { conversationId: (await givenConversation(visitor)).conversation.id }
  await answer(shop.owner, params.conversationId)
  await end(shop.owner, params.conversationId)
  return { shop, owner: shop.owner, visitor, params }
}

describe('a rating', () => {
  test('is given once the conversation has ended, and agents hear of it', async () => {
    const { owner, visitor, params } = await givenEnded()
    const team = await openSocket(house, owner)
    await team.frame('welcome')
    const { body } = await visitor.call(RATE, { params, body: { score: 4, comment: ' Quick and kind ' } })
    expect(body.rating).toEqual({ score: 4, comment: 'Quick and kind' })
    const { data } = await team.event('conversation.rated')
    const fetched = await owner.call('GET /v1/conversations/:conversationId', { params })
    expect(fetched.body).toEqual(data)
    expect(fetched.body.rating).toEqual(body.rating)
    await team.close()
  })

  test('may be changed, and said twice it is one', async () => {
    const { owner, visitor, params } = await givenEnded()
    await visitor.call(RATE, { params, body: { score: 1, comment: 'Slow' } })
    const changed = await visitor.call(RATE, { params, body: { score: 5 } })
    expect(changed.body.rating).toEqual({ score: 5, comment: null })
    const again = await visitor.call(RATE, { params, body: { score: 5 } })
    expect(again.body).toEqual(changed.body)
    const kept = await owner.call('GET /v1/conversations/:conversationId', { params })
    expect(kept.body.rating?.score).toBe(5)
  })

  test('is for what has ended and was answered by somebody', async () => {
    const shop = await givenOrganization(house)
    const visitor = await shop.visitor()
    const params = { conversationId: (await givenConversation(visitor)).conversation.id }
    await end(shop.owner, params.conversationId)
    const unanswered = await visitor.refused(RATE, { params, body: { score: 5 } })
    expect([unanswered.status, unanswered.body.code]).toEqual([409, 'conflict'])
    await answer(shop.owner, params.conversationId)
    const open = await visitor.refused(RATE, { params, body: { score: 5 } })
    expect(open.body.code).toBe('conflict')
    await end(shop.owner, params.conversationId)
    await visitor.call(RATE, { params, body: { score: 5 } })
  })

  test.each([
    [{ score: 0 }, '/score', 'out_of_range'],
    [{ score: 6 }, '/score', 'out_of_range'],
    [{ score: 2.5 }, '/score', 'out_of_range'],
    [{ score: '5' }, '/score', 'expected_integer'],
    [{}, '/score', 'required'],
    [{ score: 5, comment: 'x'.repeat(1001) }, '/comment', 'too_long'],
    [{ score: 5, agent: 'mem' }, '/agent', 'unknown_field'],
  ])('that is none is refused, %#', async (body, pointer, code) => {
    const { visitor, params } = await givenEnded()
    const refused = await visitor.refused(RATE, { params, body })
    expect(refused.body.errors).toContainEqual({ pointer, code })
  })

  test('is not another visitor’s to give, nor a blocked one’s', async () => {
    const { shop, visitor, params } = await givenEnded()
    const stranger = await shop.visitor()
    expect((await stranger.refused(RATE, { params, body: { score: 1 } })).status).toBe(404)
    await shop.owner.call('POST /v1/chat-users/:chatUserId/block', { params: { chatUserId: visitor.id } })
    expect((await visitor.refused(RATE, { params, body: { score: 1 } })).body.code).toBe('visitor_blocked')
  })
})
