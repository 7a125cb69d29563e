import { describe, expect, test } from 'vitest'
import { newId } from '../ids.ts'
import { givenConversation } from '../testing/conversation.ts'
import { givenHouse } from '../testing/house.ts'
import { givenOrganization } from '../testing/organization.ts'

const house = givenHouse()

describe('a member', () => {
  test('cannot raise their own role or capacity by any door', async () => {
    const shop = await givenOrganization(house)
    const agent = await shop.member('agent')
    const { members } = { members: `${house.server.url}/api/auth/organization/update-member-role` }
    const raised = await fetch(members, {
      method: 'POST',
      headers: { ...agent.headers, 'content-type': 'application/json' },
      body: JSON.stringify({ memberId: agent.id, role: 'owner', organizationId: shop.id }),
    })
    expect(raised.status).toBe(403)
    for (const body of [{ chatRole: 'supervisor' }, { chatMaxConcurrentChats: 1000 }, { role: 'owner' }]) {
      expect((await agent.refused('PATCH /v1/members/me', { body })).body.code).toBe('validation_failed')
      expect(
        (await agent.refused('PATCH /v1/members/:memberId', { params: { memberId: agent.id }, body })).status,
      ).toBe(403)
    }
    expect((await agent.call('GET /v1/members/me')).body).toMatchObject({
      role: 'agent',
      chatMaxConcurrentChats: 8,
    })
  })

  test('who is removed loses access at once, and every conversation keeps its history', async () => {
    const shop = await givenOrganization(house)
    const [agent, visitor] = [await shop.member('agent'), await shop.visitor()]
    const { conversation } = await givenConversation(visitor)
    const params = { conversationId: conversation.id }
    await agent.call('POST /v1/conversations/:conversationId/accept', { params })
    await agent.call('POST /v1/conversations/:conversationId/messages', {
      params,
      body: { id: newId('message'), content: 'I was here' },
    })
    const removed = await fetch(`${house.server.url}/api/auth/organization/remove-member`, {
      method: 'POST',
      headers: { ...shop.owner.headers, 'content-type': 'application/json' },
      body: JSON.stringify({ memberIdOrEmail: agent.id, organizationId: shop.id }),
    })
    expect(removed.status).toBe(200)
    expect((await agent.refused('GET /v1/counts')).status).toBe(401)
    const { items } = (await shop.owner.call('GET /v1/members')).body
    expect(items.find(({ id }) => id === agent.id)?.leftAt).not.toBeNull()
    const messages = (await shop.owner.call('GET /v1/conversations/:conversationId/messages', { params }))
      .body.items
    expect(messages.find(({ content }) => content === 'I was here')?.senderId).toBe(agent.id)
    const history = (await shop.owner.call('GET /v1/conversations/:conversationId/assignments', { params }))
      .body.items
    expect(history.map(({ reason, agentId }) => [reason, agentId])).toEqual([
      ['accept', agent.id],
      ['removed', null],
    ])
    const queue = await shop.owner.call('GET /v1/conversations', { query: { view: 'queue' } })
    expect(queue.body.items.map(({ id }) => id)).toEqual([conversation.id])
  })
})
