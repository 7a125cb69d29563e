import { describe, expect, test } from 'vitest'
import { systemActor } from '../auth/actor.ts'
import { transact } from '../door/transaction.ts'
import { createCatchUp } from '../events/catch-up.ts'
import { readHead } from '../events/log.ts'
import type { LoggedEvent } from '../events/write.ts'
import { newId } from '../ids.ts'
import { givenConversation } from '../testing/conversation.ts'
import { givenHouse } from '../testing/house.ts'
import { givenOrganization, type TestMember } from '../testing/organization.ts'
import { openSocket, type TestSocket } from '../testing/socket.ts'

// Somebody comes back, and hears exactly what they have missed.

const house = givenHouse()

/** Opens a socket and closes it again; where it went on from stands in the cursor. */
async function leftAt(member: TestMember) {
  const socket = await openSocket(house, member)
  const { cursor } = await socket.frame('welcome')
  await socket.close()
  return cursor
}

/** Events of which nobody is told: as many as fit into one transaction. */
const happen = (organizationId: string, count: number) =>
  transact(
    { ...house.server.work, published: () => {} },
    systemActor(organizationId),
    { requestId: 'test' },
    async ctx => {
      for (let n = 0; n < count; n++) ctx.emit('department.deleted', { id: newId('department') }, null)
    },
  )

const eventsIn = (socket: TestSocket) => socket.frames.flatMap(frame => (frame.t === 'event' ? [frame] : []))

describe('who comes back', () => {
  test('together with others hears what these hear', async () => {
    const shop = await givenOrganization(house)
    const team = await Promise.all(Array.from({ length: 20 }, () => shop.member('agent')))
    const cursor = await leftAt(shop.owner)
    await happen(shop.id, 100)
    const sockets = await Promise.all(team.map(member => openSocket(house, member, cursor)))
    await Promise.all(sockets.map(socket => socket.frame('event', ({ n }) => n === 100)))
    const told = sockets.map(socket => eventsIn(socket).map(({ n, data }) => ({ n, data })))
    expect(told[0]?.map(({ n }) => n)).toEqual(Array.from({ length: 100 }, (_, at) => at + 1))
    for (const events of told) expect(events).toEqual(told[0])
    await Promise.all(sockets.map(socket => socket.close()))
  })

  test('is served by one read, however many come', async () => {
    const shop = await givenOrganization(house)
    await happen(shop.id, 20)
    const { db } = house.server.app
    const catchUp = createCatchUp(db)
    const upTo = await readHead(db, shop.id)
    let behind: (readonly LoggedEvent[] | undefined)[] = []
    const statements = await house.statementsOf(async () => {
      const from = (at: number) => ({ seq: upTo.seq - (at % 10), mark: undefined })
      behind = await Promise.all(Array.from({ length: 200 }, (_, at) => catchUp(shop.id, from(at), upTo)))
    })
    expect(behind.map(events => events?.length)).toEqual(behind.map((_, at) => at % 10))
    // Begin, settings, read, commit.
    expect(statements).toBe(4)
  })

  test('is served what has happened since the last read, too', async () => {
    const shop = await givenOrganization(house)
    const { db } = house.server.app
    const catchUp = createCatchUp(db)
    const from = { ...(await readHead(db, shop.id)), mark: undefined }
    for (const missed of [2, 3, 7]) {
      await happen(shop.id, missed)
      const behind = await catchUp(shop.id, from, await readHead(db, shop.id))
      expect(behind?.at(-1)?.seq).toBe((await readHead(db, shop.id)).seq)
    }
  })

  test('after more than 500 events fetches anew', async () => {
    const shop = await givenOrganization(house)
    const cursor = await leftAt(shop.owner)
    await happen(shop.id, 500)
    const near = await openSocket(house, shop.owner, cursor)
    await near.frame('event', ({ n }) => n === 500)
    await happen(shop.id, 1)
    await house.server.hub.feed.check()
    const far = await openSocket(house, shop.owner, cursor)
    expect(await far.frame('bye')).toMatchObject({ reason: 'resync' })
    await near.close()
  })

  test('does not count what is not for them', async () => {
    const shop = await givenOrganization(house)
    const visitor = await shop.visitor()
    const before = await openSocket(house, visitor)
    await before.frame('welcome')
    await before.close()
    await happen(shop.id, 600)
    await givenConversation(visitor, { content: 'after all that' })
    const socket = await openSocket(house, visitor, before.cursor())
    await socket.frame('welcome')
    expect((await socket.event('conversation.queued')).n).toBeGreaterThan(0)
    await socket.close()
  })

  test('after their place was trimmed fetches anew', async () => {
    const shop = await givenOrganization(house)
    const cursor = await leftAt(shop.owner)
    await happen(shop.id, 5)
    await house.server.authDb.sql`delete from events where organization_id = ${shop.id} and seq <=
      (select max(seq) - 2 from events where organization_id = ${shop.id})`
    const socket = await openSocket(house, shop.owner, cursor)
    expect(await socket.frame('bye')).toMatchObject({ reason: 'resync' })
  })

  test('to a log that was put back and has gone another way fetches anew', async () => {
    const shop = await givenOrganization(house)
    await happen(shop.id, 3)
    const cursor = await leftAt(shop.owner)
    // The same numbers, other events: as after a backup was restored and people went on.
    await house.server.authDb.sql`delete from events where organization_id = ${shop.id} and seq >
      (select max(seq) - 2 from events where organization_id = ${shop.id})`
    await house.server.authDb.sql`update event_heads set seq = seq - 2 where organization_id = ${shop.id}`
    await happen(shop.id, 4)
    const socket = await openSocket(house, shop.owner, cursor)
    expect(await socket.frame('bye')).toMatchObject({ reason: 'resync' })
  })

  test('from the future fetches anew', async () => {
    const shop = await givenOrganization(house)
    const cursor = house.server.hub.seal(shop.id, { seq: 1_000_000, mark: 1 })
    const socket = await openSocket(house, shop.owner, cursor)
    expect(await socket.frame('bye')).toMatchObject({ reason: 'resync' })
  })

  test('hears of reads and assignments, and is told what was taken away', async () => {
    const shop = await givenOrganization(house)
    const agent = await shop.member('agent')
    await shop.owner.call('PATCH /v1/settings', { body: { chatVisibility: 'department' } })
    const [orders = '', returns = ''] = await Promise.all(
      ['Orders', 'Returns'].map(
        async name => (await shop.owner.call('POST /v1/departments', { body: { name } })).body.id,
      ),
    )
    await shop.owner.call('PUT /v1/departments/:departmentId/members/:memberId', {
      params: { departmentId: orders, memberId: agent.id },
    })
    const visitor = await shop.visitor()
    const { conversation: kept } = await givenConversation(visitor, { departmentId: orders })
    const { conversation: lost } = await givenConversation(visitor, { departmentId: orders })
    const cursor = await leftAt(agent)
    const [of, also] = [{ conversationId: kept.id }, { conversationId: lost.id }]
    await shop.owner.call('POST /v1/conversations/:conversationId/assign', {
      params: of,
      body: { memberId: agent.id },
    })
    await visitor.call('PUT /v1/widget/conversations/:conversationId/read', { params: of, body: { seq: 1 } })
    await shop.owner.call('POST /v1/conversations/:conversationId/transfer', {
      params: also,
      body: { departmentId: returns },
    })
    const socket = await openSocket(house, agent, cursor)
    expect((await socket.event('conversation.assigned')).data).toMatchObject({ id: kept.id })
    expect((await socket.event('conversation.removed')).data).toEqual({ id: lost.id })
    expect(JSON.stringify(eventsIn(socket).slice(-1))).not.toContain(returns)
    await socket.close()
  })
})

test('an event that nobody rang for arrives by the next look', async () => {
  const shop = await givenOrganization(house)
  const socket = await openSocket(house, shop.owner)
  await socket.frame('welcome')
  await happen(shop.id, 1)
  await house.server.hub.feed.check()
  expect((await socket.event('department.deleted')).n).toBe(1)
  await socket.close()
})

test('what is told at once reads to the letter as what is read from the log', async () => {
  const shop = await givenOrganization(house)
  const [agent, visitor] = [await shop.member('agent'), await shop.visitor()]
  const live = await openSocket(house, agent)
  const { cursor } = await live.frame('welcome')
  const { conversation } = await givenConversation(visitor, { content: 'Grüße 👋 “quoted” <b>' })
  const params = { conversationId: conversation.id }
  await agent.call('POST /v1/conversations/:conversationId/accept', { params })
  await agent.call('POST /v1/conversations/:conversationId/messages', {
    params,
    body: { id: newId('message'), content: 'one' },
  })
  await shop.owner.call('PATCH /v1/settings', { body: { chatWelcomeMessage: 'Hi' } })
  await live.event('settings.updated')
  const later = await openSocket(house, agent, cursor)
  await later.event('settings.updated')
  expect(eventsIn(later)).toEqual(eventsIn(live))
  await Promise.all([live.close(), later.close()])
})
