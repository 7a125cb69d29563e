import { describe, expect, test } from 'vitest'
import { givenConversation } from '../testing/conversation.ts'
import { givenHouse } from '../testing/house.ts'
import { givenOrganization } from '../testing/organization.ts'
import { openSocket, settled } from '../testing/socket.ts'

// What somebody has done that ends a socket, or sends it away to come back, at once.

const house = givenHouse()

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
    await settled(socket, 'GET /v1/widget/me')
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
