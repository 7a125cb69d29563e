import { describe, expect, test } from 'vitest'
import { newId } from '../../ids.ts'
import { givenConversation } from '../../testing/conversation.ts'
import { givenHouse } from '../../testing/house.ts'
import { givenOrganization } from '../../testing/organization.ts'

const house = givenHouse()

describe('a conversation', () => {
  test('is started by a visitor, accepted by an agent, answered and closed', async () => {
    const shop = await givenOrganization(house)
    const [agent, visitor] = [await shop.member('agent'), await shop.visitor()]
    const { conversation } = await givenConversation(visitor, { content: 'Is anybody there?' })
    const params = { conversationId: conversation.id }

    const queue = await agent.call('GET /v1/conversations', { query: { view: 'queue' } })
    expect(queue.body.items.map(({ id }) => id)).toEqual([conversation.id])
    expect(queue.body.items[0]?.lastMessage?.preview).toBe('Is anybody there?')

    const accepted = await agent.call('POST /v1/conversations/:conversationId/accept', { params })
    expect(accepted.body.assignedAgentId).toBe(agent.id)
    await agent.call('POST /v1/conversations/:conversationId/messages', {
      params,
      body: { id: newId('message'), content: 'Yes!' },
    })
    const mine = await agent.call('GET /v1/conversations', { query: { view: 'mine' } })
    expect(mine.body.items[0]?.status).toBe('waiting_for_user')

    const read = await visitor.call('GET /v1/widget/conversations/:conversationId/messages', { params })
    expect(read.body.items.map(message => [message.senderType, message.content])).toEqual([
      ['user', 'Is anybody there?'],
      ['system', expect.stringContaining('joined')],
      ['agent', 'Yes!'],
    ])
    expect(read.body.items.map(({ seq }) => seq)).toEqual([1, 2, 3])

    const closed = await agent.call('POST /v1/conversations/:conversationId/close', { params })
    expect(closed.body.status).toBe('closed')
  })

  test('is opened again when its visitor writes', async () => {
    const shop = await givenOrganization(house)
    const [agent, visitor] = [await shop.member('agent'), await shop.visitor()]
    const { conversation } = await givenConversation(visitor)
    const params = { conversationId: conversation.id }
    await agent.call('POST /v1/conversations/:conversationId/close', { params })
    const sent = await visitor.call('POST /v1/widget/conversations/:conversationId/messages', {
      params,
      body: { id: newId('message'), content: 'One more thing' },
    })
    expect(sent.body.conversation.status).toBe('waiting_for_agent')
    const queue = await agent.call('GET /v1/conversations', { query: { view: 'queue' } })
    expect(queue.body.items).toHaveLength(1)
  })

  test('goes to exactly one of twenty agents who accept at once', async () => {
    const shop = await givenOrganization(house)
    const agents = await Promise.all(Array.from({ length: 20 }, () => shop.member('agent')))
    const { conversation } = await givenConversation(await shop.visitor())
    const params = { conversationId: conversation.id }
    const answers = await Promise.all(
      agents.map(agent =>
        agent.call('POST /v1/conversations/:conversationId/accept', { params }).then(
          () => 'won',
          error => /already_assigned/.exec(String(error))?.[0],
        ),
      ),
    )
    expect(answers.filter(answer => answer === 'won')).toHaveLength(1)
    expect(answers.filter(answer => answer === 'already_assigned')).toHaveLength(19)
  })

  test('is not accepted beyond the capacity of an agent, however many at once', async () => {
    const shop = await givenOrganization(house)
    const agent = await shop.member('agent')
    await shop.owner.call('PATCH /v1/members/:memberId', {
      params: { memberId: agent.id },
      body: { chatMaxConcurrentChats: 3 },
    })
    const visitor = await shop.visitor()
    const started = await Promise.all(Array.from({ length: 8 }, () => givenConversation(visitor)))
    const answers = await Promise.all(
      started.map(({ conversation }) =>
        agent
          .call('POST /v1/conversations/:conversationId/accept', {
            params: { conversationId: conversation.id },
          })
          .then(
            () => 'won',
            error => /agent_at_capacity/.exec(String(error))?.[0],
          ),
      ),
    )
    expect(answers.filter(answer => answer === 'won')).toHaveLength(3)
    expect(answers.filter(answer => answer === 'agent_at_capacity')).toHaveLength(5)
  })
})
