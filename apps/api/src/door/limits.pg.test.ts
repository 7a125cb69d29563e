import postgres from 'postgres'
import { describe, expect, test, vi } from 'vitest'
import { newId } from '../ids.ts'
import { callerOf } from '../testing/caller.ts'
import { givenConversation } from '../testing/conversation.ts'
import { givenFurtherNode, givenHouse } from '../testing/house.ts'
import { givenOrganization } from '../testing/organization.ts'
import { givenRedis, noRedis } from '../testing/redis.ts'

describe('with Redis', () => {
  if (noRedis) return test.skip(`Redis: ${noRedis}`)
  const settings: Record<string, string> = { RATE_LIMITS: 'on' }
  const redis = givenRedis(settings)
  const a = givenHouse(settings)
  const b = givenFurtherNode(a, settings)

  test('a limit counts for all nodes together, and by each node while Redis is away', async () => {
    const shop = await givenOrganization(a)
    const visitor = await shop.visitor()
    const there = callerOf(b, visitor.headers)
    const { conversation } = await givenConversation(visitor)
    const request = (n: number) => ({
      params: { conversationId: conversation.id },
      body: { id: newId('message'), content: `message ${n}` },
    })
    const write = (n: number) =>
      (n % 2 ? there : visitor).raw('POST /v1/widget/conversations/:conversationId/messages', request(n))
    const statuses = await Promise.all(Array.from({ length: 14 }, (_, n) => write(n))).then(answers =>
      answers.map(({ status }) => status),
    )
    // Ten in two seconds, the one that started the conversation included.
    expect(statuses.filter(status => status === 201).length).toBe(9)
    expect(statuses.filter(status => status === 429).length).toBe(5)
    const refused = await there.refused('POST /v1/widget/conversations/:conversationId/messages', request(15))
    expect(refused.body.retryAfterMs).toBeGreaterThan(0)
    expect(refused.headers.get('ratelimit')).toMatch(/^"default";r=0;t=\d+$/)
    expect(refused.headers.get('retry-after')).toMatch(/^\d+$/)

    await redis.kill()
    await vi.waitFor(async () => expect((await write(1)).status).toBe(201), 10_000)
    await redis.start()
    await vi.waitFor(async () => expect((await write(0)).status).toBe(201), 10_000)
  })

  test('a Redis that hangs is waited for once, and not by everybody', async () => {
    const shop = await givenOrganization(a)
    await vi.waitFor(async () => expect((await shop.owner.raw('GET /v1/counts')).status).toBe(200), 10_000)
    redis.pause()
    await shop.owner.call('GET /v1/counts')
    const started = performance.now()
    for (let n = 0; n < 50; n++) await shop.owner.call('GET /v1/counts')
    redis.resume()
    expect(performance.now() - started).toBeLessThan(5000)
  })
})

describe('the lists of one organization', () => {
  const house = givenHouse()

  test('that are slow leave the database to the others, and too many of them are refused at once', async () => {
    const [greedy, other] = [await givenOrganization(house), await givenOrganization(house)]
    const owner = postgres(house.database.ownerUrl, { max: 1 })
    // Nobody can read contacts for as long as this lasts.
    const slow = await owner.reserve()
    await slow`begin`
    await slow`lock table chat_users in access exclusive mode`
    const codes: unknown[] = []
    const asked = Array.from({ length: 150 }, async () => {
      const { status, body } = await greedy.owner.raw('GET /v1/chat-users')
      codes.push(status === 200 ? 200 : (body as { code: string }).code)
    })
    const busy = () => codes.filter(code => code === 'busy').length
    // How many exactly depends on how many of the first have given up waiting before the last has come.
    await vi.waitFor(() => expect(busy()).toBeGreaterThan(0), 10_000)
    expect((await other.owner.call('GET /v1/departments')).status).toBe(200)
    await slow`rollback`
    await Promise.all(asked)
    expect(busy()).toBeLessThanOrEqual(150 - 8 - 100)
    // Nobody waits for a lock for longer than two seconds.
    expect(codes.filter(code => code !== 200 && code !== 'busy' && code !== 'unavailable')).toEqual([])
    expect(codes.filter(code => code === 200).length).toBeGreaterThan(0)
    slow.release()
    await owner.end()
  })
})
