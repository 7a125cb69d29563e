import { createStore, type EventOf, type MemberSide } from '@halloo/client'
import { describe, expect, test } from 'vitest'
import { newId } from '../../ids.ts'
import { givenConversation } from '../../testing/conversation.ts'
import { givenIdentity } from '../../testing/identity.ts'
import { givenIdentityHouse } from '../../testing/identity-house.ts'
import { givenOrganization } from '../../testing/organization.ts'
import { openSocket } from '../../testing/socket.ts'
import { AT_MERGE } from './merge.ts'

// An anonymous visitor says who they are: what is theirs goes along.

const world = givenIdentityHouse()
const { house, become, conversationsOf, contactOf } = world

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
    const [row] = await world.sql`select merged_into from chat_users where id = ${visitor.id}`
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
    const rows = await world.sql<
      { name: string }[]
    >`select distinct conrelid::regclass::text as name from pg_constraint
      where contype = 'f' and confrelid = 'chat_users'::regclass`
    expect(rows.map(({ name }) => name).sort()).toEqual(Object.keys(AT_MERGE).sort())
  })
})
