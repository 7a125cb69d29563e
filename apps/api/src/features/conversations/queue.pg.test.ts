import postgres from 'postgres'
import { beforeEach, describe, expect, test } from 'vitest'
import { givenConversation } from '../../testing/conversation.ts'
import { givenHouse } from '../../testing/house.ts'
import { givenOrganization, type TestOrganization, type TestVisitor } from '../../testing/organization.ts'

let clock = new Date('2026-01-05T09:00:00Z')
const house = givenHouse({}, () => clock)
let shop: TestOrganization
let departments: string[]
beforeEach(async () => {
  clock = new Date('2026-01-05T09:00:00Z')
  shop = await givenOrganization(house)
  departments = []
  for (const name of ['Sales', 'Help'])
    departments.push((await shop.owner.call('POST /v1/departments', { body: { name } })).body.id)
})

const later = (seconds: number) => {
  clock = new Date(clock.getTime() + seconds * 1000)
}
async function givenWaiting(departmentId?: string) {
  const visitor = await shop.visitor()
  later(1)
  const { conversation } = await givenConversation(visitor, { ...(departmentId && { departmentId }) })
  return { visitor, params: { conversationId: conversation.id } }
}
type Waiting = Awaited<ReturnType<typeof givenWaiting>>
const place = async ({ visitor, params }: { visitor: TestVisitor; params: Waiting['params'] }) =>
  (await visitor.call('GET /v1/widget/conversations/:conversationId/queue', { params })).body
const accept = ({ params }: Waiting) =>
  shop.owner.call('POST /v1/conversations/:conversationId/accept', { params })

describe('a place in the queue', () => {
  test('is counted among those who wait for the same department', async () => {
    const [one, other, two, three] = [
      await givenWaiting(departments[0]),
      await givenWaiting(departments[1]),
      await givenWaiting(departments[0]),
      await givenWaiting(),
    ]
    for (const [waiting, position] of [
      [one, 1],
      [other, 1],
      [two, 2],
      [three, 1],
    ] as const)
      expect(await place(waiting)).toEqual({ position, expectedWaitSeconds: null })
    await accept(one)
    expect((await place(two)).position).toBe(1)
    expect(await place(one)).toEqual({ position: null, expectedWaitSeconds: null })
    const params = { ...two.params }
    await shop.owner.call('POST /v1/conversations/:conversationId/transfer', {
      params,
      body: { departmentId: departments[1] ?? '' },
    })
    expect((await place(two)).position).toBe(2)
  })

  test('is one’s own: of another visitor’s nothing is told', async () => {
    const [own, theirs] = [await givenWaiting(), await givenWaiting()]
    const refused = await own.visitor.refused('GET /v1/widget/conversations/:conversationId/queue', {
      params: theirs.params,
    })
    expect(refused.status).toBe(404)
  })

  test('costs the same however many wait', async () => {
    const first = await givenWaiting(departments[0])
    const few = await house.statementsOf(() => place(first))
    for (let n = 0; n < 8; n++) await givenWaiting(departments[0])
    const last = await givenWaiting(departments[0])
    expect(await house.statementsOf(() => place(last))).toBe(few)
    expect((await place(last)).position).toBe(10)
  })

  test('is found by an index, among however many that have ended', async () => {
    const { visitor } = await givenWaiting(departments[0])
    const sql = postgres(house.database.ownerUrl, { max: 1, onnotice: () => {} })
    const department = departments[0] ?? ''
    await sql`insert into conversations (organization_id, id, number, chat_user_id, department_id, status, closed_at)
      select ${shop.id}, 'conv_' || n, 1000 + n, ${visitor.id}, ${department}, 'closed', now() from generate_series(1, 3000) n`
    await sql`insert into conversation_assignments (organization_id, id, conversation_id, department_id, agent_id, reason, assigned_at)
      select ${shop.id}, 'asg_' || n, 'conv_' || n, ${department}, ${shop.owner.id}, 'accept', now() - n * interval '1 minute'
      from generate_series(1, 3000) n`
    await sql`analyze conversations, conversation_assignments`
    const before = await sql`explain select count(*) from conversations where organization_id = ${shop.id}
      and is_queued = true and department_id = ${department} and (queued_at, id) < (now(), 'x')`
    expect(JSON.stringify(before)).toContain('conversations_queue')
    const taken =
      await sql`explain select assigned_at from conversation_assignments where organization_id = ${shop.id}
      and agent_id is not null and department_id = ${department} and assigned_at > now() - interval '1 hour'
      order by assigned_at desc limit 20`
    expect(JSON.stringify(taken)).toContain('assignments_taken')
    await sql.end()
  })
})

describe('the expected wait', () => {
  test('follows how fast the queue went lately, and is unknown where little happened', async () => {
    const taken = [await givenWaiting(), await givenWaiting(), await givenWaiting()]
    const [next, afterNext] = [await givenWaiting(), await givenWaiting()]
    for (const [n, waiting] of taken.entries()) {
      await accept(waiting)
      if (n < 2) expect((await place(next)).expectedWaitSeconds).toBeNull()
      later(60)
    }
    expect(await place(next)).toEqual({ position: 1, expectedWaitSeconds: 60 })
    expect(await place(afterNext)).toEqual({ position: 2, expectedWaitSeconds: 120 })
    later(180)
    expect((await place(next)).expectedWaitSeconds).toBe(120)
    later(3600)
    expect(await place(next)).toEqual({ position: 1, expectedWaitSeconds: null })
  })
})
