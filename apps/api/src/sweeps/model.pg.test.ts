import { connect } from '@halloo/db'
import { wrongCounts, wrongEvents } from '@halloo/db/testing/ledger'
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { newId } from '../ids.ts'
import { givenHouse } from '../testing/house.ts'
import { givenOrganization, type TestMember, type TestOrganization } from '../testing/organization.ts'
import { crash, cut, resume } from './model/breaking.ts'
import type { Command } from './model/command.ts'
import { accept, assign, block, close, reopen, transfer, unblock } from './model/deciding.ts'
import { verify } from './model/verify.ts'
import { beginning, givenWatchers, type World } from './model/world.ts'
import { edit, read, resend, resendOtherwise, send, takeBack } from './model/writing.ts'

// Random lives of a conversation, against a model of what should be true. MODEL_RUNS says how many.

const RUNS = Number(process.env.MODEL_RUNS ?? 300)
const house = givenHouse({ DRAIN_SECONDS: '0' })
let organization: TestOrganization
let agents: [TestMember, TestMember]
let departmentIds: string[]
beforeAll(async () => {
  organization = await givenOrganization(house)
  agents = [organization.owner, await organization.member('agent')]
  departmentIds = await Promise.all(
    ['Sales', 'Help'].map(
      async name => (await agents[0].call('POST /v1/departments', { body: { name } })).body.id,
    ),
  )
  // Nobody should be refused for having too much to do.
  for (const { id } of agents)
    await agents[0].call('PATCH /v1/members/:memberId', {
      params: { memberId: id },
      body: { chatMaxConcurrentChats: 1000 },
    })
})

const who = fc.constantFrom('visitor' as const, 0 as const, 1 as const)
const pick = fc.nat(30)
const side = fc.constantFrom('visitor' as const, 'agent' as const)
const agent = fc.constantFrom(0 as const, 1 as const)

const commands = fc.oneof(
  { weight: 36, arbitrary: who.map(send) },
  { weight: 18, arbitrary: pick.map(resend) },
  { weight: 6, arbitrary: pick.map(resendOtherwise) },
  { weight: 9, arbitrary: fc.tuple(agent, pick).map(([one, at]) => edit(one, at)) },
  { weight: 6, arbitrary: fc.tuple(agent, pick).map(([one, at]) => takeBack(one, at)) },
  { weight: 12, arbitrary: fc.tuple(who, pick).map(([one, seq]) => read(one, seq)) },
  { weight: 9, arbitrary: agent.map(accept) },
  { weight: 9, arbitrary: fc.option(agent).map(assign) },
  { weight: 6, arbitrary: pick.map(transfer) },
  { weight: 6, arbitrary: fc.constantFrom(close, reopen) },
  { weight: 6, arbitrary: fc.constantFrom(block, unblock) },
  { weight: 18, arbitrary: side.map(cut) },
  { weight: 15, arbitrary: side.map(resume) },
  { weight: 1, arbitrary: fc.constant(crash) },
) satisfies fc.Arbitrary<Command>

async function givenWorld(): Promise<{ world: World; model: ReturnType<typeof beginning> }> {
  const visitor = await organization.visitor()
  const first = { id: newId('message'), content: 'the first' }
  const conversationId = newId('conversation')
  await visitor.call('POST /v1/widget/conversations', { body: { id: conversationId, message: first } })
  const watchers = await givenWatchers(house, visitor, agents[1], conversationId)
  const world = { house, visitor, agents, departmentIds, conversationId, watchers, crash: house.restart }
  return { world, model: beginning(first) }
}

test(`${RUNS} random lives of a conversation go as the model says`, async () => {
  await fc.assert(
    fc.asyncProperty(fc.commands([commands], { maxCommands: 14 }), async life => {
      const { world, model } = await givenWorld()
      try {
        await fc.asyncModelRun(() => ({ model, real: world }), life)
        await verify(model, world)
      } finally {
        world.watchers.visitor.close()
        world.watchers.agent.close()
      }
    }),
    { numRuns: RUNS },
  )
}, 600_000)

test('after all of them every number is what counting tells', async () => {
  const { sql, close: leave } = connect(house.database.ownerUrl)
  expect(await wrongCounts(sql, [organization.id])).toEqual([])
  expect(await wrongEvents(sql, [organization.id])).toEqual([])
  await leave()
})
