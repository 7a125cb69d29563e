import { contract, type Operation } from '@halloo/protocol'
import { beforeAll, describe, expect, test } from 'vitest'
import { givenConversation } from '../testing/conversation.ts'
import { givenHouse } from '../testing/house.ts'
import { givenOrganization, type TestMember, type TestVisitor } from '../testing/organization.ts'
import { type Fixture, givenFixture, samples } from './samples.ts'
import { send } from './send.ts'

// What an operation may cost the database. A list costs the same however long it is.

const house = givenHouse()
const [few, many] = [{} as Fixture, {} as Fixture]
beforeAll(async () => {
  Object.assign(few, await givenFixture(await givenOrganization(house)))
  Object.assign(many, await givenFixture(await givenOrganization(house)))
  for (let at = 0; at < 12; at++) {
    await givenConversation(many.visitor)
    await many.organization.visitor()
    await many.owner.call('POST /v1/departments', { body: { name: `Department ${at}` } })
  }
})

const actorOf = (op: Operation, { owner, visitor }: Fixture): TestMember | TestVisitor =>
  op.includes(' /v1/widget/') ? visitor : owner
const costOf = async (op: Operation, fixture: Fixture) => {
  const sample = await samples[op](fixture)
  return house.statementsOf(() => send(actorOf(op, fixture), op, sample))
}

describe('a list costs the same for one as for many', () => {
  const lists = (Object.keys(contract) as Operation[]).filter(
    op => op.startsWith('GET ') && !op.includes(':'),
  )
  test.each(lists)('%s', async op => {
    expect(await costOf(op, many)).toBe(await costOf(op, few))
  })
})

// Transaction, tenant and rights are in these numbers: 4 for who asks, 3 around the work itself.
const BUDGETS: Partial<Record<Operation, number>> = {
  'GET /v1/conversations': 9,
  'GET /v1/conversations/:conversationId': 9,
  'GET /v1/conversations/:conversationId/messages': 10,
  'GET /v1/counts': 9,
  'POST /v1/conversations/:conversationId/messages': 15,
  'POST /v1/widget/conversations/:conversationId/messages': 16,
  'POST /v1/conversations/:conversationId/accept': 26,
  'POST /v1/widget/conversations': 24,
}

test.each(Object.entries(BUDGETS))('%s takes at most %i statements', async (op, most) => {
  const cost = await costOf(op as Operation, few)
  expect(cost).toBeGreaterThan(0)
  expect(cost).toBeLessThanOrEqual(most)
})
