import postgres from 'postgres'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '../ids.ts'
import { givenConversation } from '../testing/conversation.ts'
import { givenHouse } from '../testing/house.ts'
import { givenOrganization } from '../testing/organization.ts'
import { openSocket } from '../testing/socket.ts'
import { trimLog } from './trim.ts'

const house = givenHouse()
const DAY = 24 * 60 * 60_000

let owner: postgres.Sql
beforeAll(() => {
  owner = postgres(house.database.ownerUrl, { max: 2 })
})
afterAll(() => owner.end())

/** Looks at the log as it will be so many days from now. */
const trimIn = (days: number, slice?: number) =>
  trimLog({
    db: house.server.app.db,
    authDb: house.server.authDb.db,
    authSql: house.server.authDb.sql,
    days: 7,
    now: () => new Date(Date.now() + days * DAY),
    ...(slice && { slice }),
  })

const seqsOf = async (organizationId: string) =>
  (
    await owner<
      { seq: string }[]
    >`select seq from events where organization_id = ${organizationId} order by seq`
  ).map(({ seq }) => Number(seq))

test('leaves what is younger than a week', async () => {
  const shop = await givenOrganization(house)
  await givenConversation(await shop.visitor())
  const before = await seqsOf(shop.id)
  expect(before.length).toBeGreaterThan(3)
  expect(await trimIn(6.9)).toBe(0)
  expect(await seqsOf(shop.id)).toEqual(before)
})

test('takes what is older in every organization, in slices, and the numbers go on', async () => {
  const [shop, other] = [await givenOrganization(house), await givenOrganization(house)]
  const visitor = await shop.visitor()
  const { conversation } = await givenConversation(visitor)
  await givenConversation(await other.visitor())
  const before = (await seqsOf(shop.id)).at(-1) ?? 0
  expect(await trimIn(7.1, 2)).toBeGreaterThan(6)
  expect([await seqsOf(shop.id), await seqsOf(other.id)]).toEqual([[], []])
  await visitor.call('POST /v1/widget/conversations/:conversationId/messages', {
    params: { conversationId: conversation.id },
    body: { id: newId('message'), content: 'still here' },
  })
  expect((await seqsOf(shop.id))[0]).toBe(before + 1)
})

test('keeps the log without a hole where transactions began in another order than they ended', async () => {
  const shop = await givenOrganization(house)
  await givenConversation(await shop.visitor())
  const before = await seqsOf(shop.id)
  // The second stays young, so everything behind it stays too.
  await owner`update events set created_at = now() - interval '8 days'
    where organization_id = ${shop.id} and seq <> ${before[1] ?? 0}`
  expect(await trimIn(0)).toBe(1)
  expect(await seqsOf(shop.id)).toEqual(before.slice(1))
})

test('is done by one node at a time, and by the next when that one is gone', async () => {
  const shop = await givenOrganization(house)
  await givenConversation(await shop.visitor())
  const [first, second] = await Promise.all([trimIn(8, 1), trimIn(8, 1)])
  expect([first, second].filter(count => count > 0).length).toBe(1)
  await givenConversation(await shop.visitor())
  expect(await trimIn(8)).toBeGreaterThan(0)
})

test('holds up nobody who writes at the same time', async () => {
  const shop = await givenOrganization(house)
  const visitor = await shop.visitor()
  const writes = Promise.all(Array.from({ length: 20 }, () => givenConversation(visitor)))
  for (let round = 0; round < 5; round++) await trimIn(8, 3)
  expect((await writes).length).toBe(20)
})

test('a cursor from before what is left is asked to fetch anew', async () => {
  const shop = await givenOrganization(house)
  const visitor = await shop.visitor()
  const early = await openSocket(house, shop.owner)
  const { cursor } = await early.frame('welcome')
  await early.close()
  await givenConversation(visitor)
  await trimIn(8)
  await givenConversation(visitor)
  const late = await openSocket(house, shop.owner, cursor)
  expect(await late.frame('bye')).toMatchObject({ reason: 'resync' })
  const polled = await shop.owner.call('GET /v1/events', { query: { cursor } })
  expect(polled.body.resync).toBe(true)
})
