import { forOrganization, tables } from '@halloo/db'
import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { givenConversation } from '../../testing/conversation.ts'
import { givenHouse } from '../../testing/house.ts'
import { givenOrganization, type TestMember } from '../../testing/organization.ts'

// What an agent sees follows from the organization's setting, in lists, alone, in counts and in search.

const house = givenHouse()

async function givenOffice(visibility: 'all' | 'department' | 'assigned') {
  const shop = await givenOrganization(house)
  const [agent, lead] = [await shop.member('agent'), await shop.member('supervisor')]
  const department = async (name: string) =>
    (await shop.owner.call('POST /v1/departments', { body: { name } })).body.id
  const [orders, returns] = [await department('Orders'), await department('Returns')]
  await shop.owner.call('PUT /v1/departments/:departmentId/members/:memberId', {
    params: { departmentId: orders, memberId: agent.id },
  })
  const visitor = await shop.visitor()
  const inOrders = (await givenConversation(visitor, { departmentId: orders })).conversation.id
  const stranger = await shop.visitor()
  const inReturns = (await givenConversation(stranger, { departmentId: returns })).conversation.id
  // A stay with somebody else, so that there is a history to hide.
  await shop.owner.call('POST /v1/conversations/:conversationId/assign', {
    params: { conversationId: inReturns },
    body: { memberId: lead.id },
  })
  const nowhere = (await givenConversation(visitor)).conversation.id
  const mine = (await givenConversation(visitor, { departmentId: returns })).conversation.id
  await shop.owner.call('POST /v1/conversations/:conversationId/assign', {
    params: { conversationId: mine },
    body: { memberId: agent.id },
  })
  await shop.owner.call('PATCH /v1/settings', { body: { chatVisibility: visibility } })
  return { agent, lead, inOrders, inReturns, nowhere, mine, shopId: shop.id, hiddenContact: stranger.id }
}

const seenBy = async (member: TestMember) =>
  new Set(
    (await member.call('GET /v1/conversations', { query: { view: 'all' } })).body.items.map(({ id }) => id),
  )

test('all: every agent sees everything', async () => {
  const { agent, inOrders, inReturns, nowhere, mine } = await givenOffice('all')
  expect(await seenBy(agent)).toEqual(new Set([inOrders, inReturns, nowhere, mine]))
})

test('department: an agent sees their departments, what is addressed to none, and their own', async () => {
  const { agent, lead, inOrders, inReturns, nowhere, mine } = await givenOffice('department')
  expect(await seenBy(agent)).toEqual(new Set([inOrders, nowhere, mine]))
  expect(await seenBy(lead)).toEqual(new Set([inOrders, inReturns, nowhere, mine]))
  const hidden = { params: { conversationId: inReturns } }
  for (const op of [
    'GET /v1/conversations/:conversationId',
    'GET /v1/conversations/:conversationId/messages',
    'POST /v1/conversations/:conversationId/accept',
    'POST /v1/conversations/:conversationId/close',
  ] as const)
    expect((await agent.refused(op, hidden)).status, op).toBe(404)
  const topics = (await agent.call('GET /v1/counts')).body.items.map(({ topic }) => topic)
  expect(topics).not.toContain('everything')
})

test('assigned: an agent sees their own alone', async () => {
  const { agent, lead, mine } = await givenOffice('assigned')
  expect(await seenBy(agent)).toEqual(new Set([mine]))
  expect((await seenBy(lead)).size).toBe(4)
})

test('department: what hangs on a hidden conversation is hidden with it, in the database itself', async () => {
  const { agent, inReturns, shopId, hiddenContact } = await givenOffice('department')
  const seen = await forOrganization(
    house.server.app.db,
    {
      organizationId: shopId,
      actor: `member:${agent.id}`,
      topics: ['org', `member:${agent.id}`, 'department:none'],
    },
    async tx => ({
      messages: await tx.select().from(tables.messages).where(eq(tables.messages.conversationId, inReturns)),
      participants: await tx
        .select()
        .from(tables.conversationParticipants)
        .where(eq(tables.conversationParticipants.conversationId, inReturns)),
      assignments: await tx
        .select()
        .from(tables.conversationAssignments)
        .where(eq(tables.conversationAssignments.conversationId, inReturns)),
      events: await tx.select().from(tables.events).where(eq(tables.events.conversationId, inReturns)),
      contacts: await tx.select().from(tables.chatUsers).where(eq(tables.chatUsers.id, hiddenContact)),
    }),
  )
  expect(seen).toEqual({ messages: [], participants: [], assignments: [], events: [], contacts: [] })
})
