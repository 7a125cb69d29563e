import { wrongCounts, wrongEvents, wrongUnread } from '@halloo/db/testing/ledger'
import postgres from 'postgres'
import { expect, test } from 'vitest'
import { newId } from '../../ids.ts'
import { givenHouse } from '../../testing/house.ts'
import { givenOrganization } from '../../testing/organization.ts'
import { openSocket } from '../../testing/socket.ts'

const house = givenHouse()
const written = (chatUserId: string, more: object = {}) => ({
  chatUserId,
  message: { id: newId('message'), content: 'Your order is on its way' },
  ...more,
})

test('an agent writes first: the visitor hears it, and the conversation is the agent’s', async () => {
  const shop = await givenOrganization(house)
  const [agent, visitor] = [await shop.member('agent'), await shop.visitor()]
  const [person, team] = [await openSocket(house, visitor), await openSocket(house, shop.owner)]
  await Promise.all([person.frame('welcome'), team.frame('welcome')])
  const { body } = await agent.call('POST /v1/conversations', { body: written(visitor.id) })
  expect(body.conversation).toMatchObject({
    assignedAgentId: agent.id,
    status: 'waiting_for_user',
    queuedAt: null,
    chatUser: { id: visitor.id },
    totals: { visitor: 0, team: 1 },
  })
  const heard = await person.event('message.created')
  expect(heard.data).toMatchObject({ message: { content: 'Your order is on its way', seq: 1 } })
  const told = await person.event('conversation.assigned')
  const own = await visitor.call('GET /v1/widget/conversations')
  expect(own.body.items).toEqual([told.data])
  expect(own.body.items[0]?.unread).toBe(1)
  expect((await team.event('conversation.assigned')).data).toEqual(body.conversation)
  const sql = postgres(house.database.ownerUrl, { max: 1, onnotice: () => {} })
  for (const wrong of [wrongCounts, wrongEvents, wrongUnread]) expect(await wrong(sql, [shop.id])).toEqual([])
  await sql.end()
  await Promise.all([person.close(), team.close()])
})

test('sent again with the same ids it is one conversation, and ids of others are refused', async () => {
  const shop = await givenOrganization(house)
  const [one, other] = [await shop.visitor(), await shop.visitor()]
  const body = written(one.id, { id: newId('conversation') })
  const first = await shop.owner.call('POST /v1/conversations', { body })
  expect((await shop.owner.call('POST /v1/conversations', { body })).body).toEqual(first.body)
  const taken = await shop.owner.refused('POST /v1/conversations', {
    body: { ...body, chatUserId: other.id },
  })
  expect(taken.body.code).toBe('id_taken')
  const again = await shop.owner.refused('POST /v1/conversations', { body: { ...body, id: undefined } })
  expect(again.body.code).toBe('id_taken')
  expect((await shop.owner.call('GET /v1/conversations')).body.items).toHaveLength(1)
})

test('nobody writes to whoever is blocked, erased, or another’s', async () => {
  const [shop, elsewhere] = [await givenOrganization(house), await givenOrganization(house)]
  const [blocked, erased, foreign] = [await shop.visitor(), await shop.visitor(), await elsewhere.visitor()]
  await shop.owner.call('POST /v1/chat-users/:chatUserId/block', { params: { chatUserId: blocked.id } })
  await erased.call('DELETE /v1/widget/me')
  const refusal = async (id: string) =>
    (await shop.owner.refused('POST /v1/conversations', { body: written(id) })).body.code
  expect(await Promise.all([blocked.id, erased.id, foreign.id].map(refusal))).toEqual([
    'conflict',
    'not_found',
    'not_found',
  ])
})
