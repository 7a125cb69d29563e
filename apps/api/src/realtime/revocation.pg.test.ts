import { connect } from '@halloo/db'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { givenHouse } from '../testing/house.ts'
import { givenOrganization, type TestMember, type TestVisitor } from '../testing/organization.ts'
import { openSocket } from '../testing/socket.ts'
import { createRevocation, type Revocation } from './revocation.ts'

// What changes without anybody telling: found by looking, as the server does every 15 and every 45 seconds.

const house = givenHouse()
let owner: ReturnType<typeof connect>
beforeAll(() => {
  owner = connect(house.database.ownerUrl, { max: 1 })
})
afterAll(() => owner.close())

const lookIn = (minutes: number): Revocation =>
  createRevocation({
    db: house.server.app.db,
    authDb: house.server.authDb.db,
    hubOf: () => house.server.hub,
    now: () => new Date(Date.now() + minutes * 60_000),
  })

const connected = async (who: TestMember | TestVisitor) => {
  const socket = await openSocket(house, who)
  await socket.frame('presence')
  return socket
}

test('a visitor whose session was revoked or has expired, and nobody else', async () => {
  const shop = await givenOrganization(house)
  const [revoked, other] = [await shop.visitor(), await shop.visitor()]
  const sockets = [await connected(revoked), await connected(other), await connected(shop.owner)] as const
  await owner.sql`update visitor_sessions set revoked_at = now() where chat_user_id = ${revoked.id}`
  await lookIn(0).checkRights()
  expect(await sockets[0].closed).toEqual({ code: 4403 })
  expect(sockets.slice(1).map(({ ws }) => ws.readyState)).toEqual([1, 1])
  await lookIn(181 * 24 * 60).checkRights()
  expect(await sockets[1].closed).toEqual({ code: 4403 })
  await sockets[2].close()
})

test('a member whose role, department or membership is another now', async () => {
  const shop = await givenOrganization(house)
  const [promoted, gone, same] = [
    await shop.member('agent'),
    await shop.member('agent'),
    await shop.member('agent'),
  ]
  const sockets = await Promise.all([promoted, gone, same].map(connected))
  await lookIn(0).checkRights()
  expect(sockets.map(({ ws }) => ws.readyState)).toEqual([1, 1, 1])
  // By hand, and without the triggers that would tell of it.
  await owner.sql.begin(async sql => {
    await sql`set local session_replication_role = replica`
    await sql`update members set role = 'admin' where id = ${promoted.id}`
    await sql`delete from members where id = ${gone.id}`
  })
  await lookIn(0).checkRights()
  expect(await sockets[0]?.closed).toEqual({ code: 4000 })
  expect(await sockets[1]?.closed).toEqual({ code: 4403 })
  expect(sockets[2]?.ws.readyState).toBe(1)
  await sockets[2]?.close()
})

test('everybody whose session has ended, in one statement however many they are', async () => {
  const shop = await givenOrganization(house)
  const agents = await Promise.all(Array.from({ length: 5 }, () => shop.member('agent')))
  const sockets = await Promise.all(agents.map(connected))
  await lookIn(0).checkSessions()
  expect(sockets.every(({ ws }) => ws.readyState === 1)).toBe(true)
  await lookIn(8 * 24 * 60).checkSessions()
  expect(await Promise.all(sockets.map(({ closed }) => closed))).toEqual(sockets.map(() => ({ code: 4403 })))
})

test('many reasons to look cost two looks', async () => {
  const shop = await givenOrganization(house)
  const socket = await connected(shop.owner)
  const { checkRights } = lookIn(0)
  const statements = await house.statementsOf(() => checkRights())
  const many = await house.statementsOf(() => Promise.all(Array.from({ length: 50 }, checkRights)))
  expect(statements).toBeGreaterThan(0)
  expect(many).toBeLessThanOrEqual(2 * statements)
  await socket.close()
})
