import { LIMITS } from '@halloo/protocol'
import { expect, test, vi } from 'vitest'
import { newId } from '../ids.ts'
import { givenConversation } from '../testing/conversation.ts'
import { givenHouse } from '../testing/house.ts'
import { givenOrganization, type TestMember, type TestVisitor } from '../testing/organization.ts'

// Events by asking, for those whose network lets no socket through.

const house = givenHouse()

const poll = async (who: TestMember | TestVisitor, query: { cursor?: string; wait?: string } = {}) =>
  'cookie' in who
    ? (await who.call('GET /v1/events', { query })).body
    : (await who.call('GET /v1/widget/events', { query })).body

const waiting = (shop: { id: string }, count: number) =>
  vi.waitFor(() => expect([...house.server.hub.of(shop.id)]).toHaveLength(count), {
    timeout: 5000,
    interval: 5,
  })

test('who asks without a cursor learns where to begin, at once', async () => {
  const shop = await givenOrganization(house)
  expect(await poll(shop.owner)).toEqual({
    events: [],
    cursor: expect.stringMatching(/^[\w-]{22}$/),
    resync: false,
  })
})

test('who waits is answered as soon as something happens, and holds no transaction until then', async () => {
  const shop = await givenOrganization(house)
  const visitor = await shop.visitor()
  const { cursor } = await poll(shop.owner)
  const answer = poll(shop.owner, { cursor, wait: '25' })
  await waiting(shop, 1)
  const [open] = await house.server.authDb.sql`select count(*)::int as count from pg_stat_activity
    where datname = current_database() and state like 'idle in transaction%'`
  expect(open?.count).toBe(0)
  const { conversation } = await givenConversation(visitor)
  const { events, resync } = await answer
  expect(resync).toBe(false)
  const queued = events.find(({ type }) => type === 'conversation.queued')
  expect(queued?.data).toMatchObject({ id: conversation.id })
  expect(house.server.hub.of(shop.id).size).toBe(0)
})

test('asking again and again misses nothing and repeats nothing', async () => {
  const shop = await givenOrganization(house)
  const visitor = await shop.visitor()
  const { conversation } = await givenConversation(visitor)
  const params = { conversationId: conversation.id }
  let { cursor } = await poll(shop.owner)
  const heard: string[] = []
  const writing = (async () => {
    for (let n = 0; n < 20; n++)
      await visitor.call('POST /v1/widget/conversations/:conversationId/messages', {
        params,
        body: { id: newId('message'), content: `number ${n}` },
      })
  })()
  while (heard.length < 20) {
    const page = await poll(shop.owner, { cursor, wait: '5' })
    expect(page.resync).toBe(false)
    cursor = page.cursor
    for (const { type, data } of page.events)
      if (type === 'message.created') heard.push((data as { message: { content: string } }).message.content)
  }
  await writing
  expect(heard).toEqual(Array.from({ length: 20 }, (_, n) => `number ${n}`))
})

test('when the time is over the answer is empty, and goes on from here', async () => {
  const shop = await givenOrganization(house)
  const visitor = await shop.visitor()
  const first = await poll(visitor)
  const { conversation } = await givenConversation(await shop.visitor())
  const later = await poll(visitor, { cursor: first.cursor, wait: '1' })
  expect(later).toMatchObject({ events: [], resync: false })
  // Nothing of the other visitor's, and not to be read again either.
  expect(later.cursor).not.toBe(first.cursor)
  expect(JSON.stringify(later)).not.toContain(conversation.id)
})

test('a visitor reads what a visitor may', async () => {
  const shop = await givenOrganization(house)
  const visitor = await shop.visitor()
  const { cursor } = await poll(visitor)
  const answer = poll(visitor, { cursor, wait: '25' })
  await waiting(shop, 1)
  const { conversation } = await givenConversation(visitor)
  const { events } = await answer
  const queued = events.find(({ type }) => type === 'conversation.queued')
  expect(queued?.data).toMatchObject({ id: conversation.id })
  expect(JSON.stringify(events)).not.toMatch(/counts.updated|participants|ipAddress/)
})

test('a cursor that is not ours is answered with where to begin anew', async () => {
  const [shop, other] = [await givenOrganization(house), await givenOrganization(house)]
  const { cursor } = await poll(other.owner)
  const page = await poll(shop.owner, { cursor, wait: '25' })
  expect(page).toMatchObject({ events: [], resync: true })
  expect((await poll(shop.owner, { cursor: page.cursor })).resync).toBe(false)
})

test('who has gone is not waited for, and who is blocked is not told more', async () => {
  const shop = await givenOrganization(house)
  const visitor = await shop.visitor()
  const { cursor } = await poll(visitor)
  const gone = new AbortController()
  const request = fetch(`${house.server.url}/v1/widget/events?wait=25&cursor=${cursor}`, {
    headers: visitor.headers,
    signal: gone.signal,
  }).catch(() => 'gone')
  await waiting(shop, 1)
  gone.abort()
  expect(await request).toBe('gone')
  await waiting(shop, 0)

  await givenConversation(visitor)
  const answer = visitor.raw('GET /v1/widget/events', { query: { wait: '25' } })
  await waiting(shop, 1)
  await shop.owner.call('POST /v1/chat-users/:chatUserId/block', { params: { chatUserId: visitor.id } })
  expect([200, 401]).toContain((await answer).status)
  await waiting(shop, 0)
})

test('those who wait count as connections', async () => {
  const shop = await givenOrganization(house)
  const visitor = await shop.visitor()
  const polls = Array.from({ length: LIMITS.socketsPerVisitor }, () => poll(visitor, { wait: '25' }))
  await waiting(shop, LIMITS.socketsPerVisitor)
  const refused = await visitor.refused('GET /v1/widget/events', { query: { wait: '25' } })
  expect([refused.status, refused.body.code]).toEqual([429, 'too_many_connections'])
  await givenConversation(visitor)
  await Promise.all(polls)
})
