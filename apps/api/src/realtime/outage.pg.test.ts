import { createTestDatabase } from '@halloo/db/testing'
import { afterAll, afterEach, beforeAll, describe, expect, inject, test, vi } from 'vitest'
import { newId } from '../ids.ts'
import { givenConversation } from '../testing/conversation.ts'
import { type FaultyWire, openFaultyWire } from '../testing/faulty-wire.ts'
import { givenFurtherNode, type House } from '../testing/house.ts'
import { givenOrganization } from '../testing/organization.ts'
import { openSocket, type TestSocket } from '../testing/socket.ts'

// The database hangs or goes away under a house that runs.

let wire: FaultyWire
const street = {} as House
beforeAll(async () => {
  const cluster = new URL(inject('cluster'))
  wire = await openFaultyWire(Number(cluster.port))
  const { drop, ...urls } = await createTestDatabase(cluster.href)
  const over = (url: string) => url.replace(`:${cluster.port}/`, `:${wire.port}/`)
  street.database = {
    drop,
    ownerUrl: urls.ownerUrl,
    appUrl: over(urls.appUrl),
    authUrl: over(urls.authUrl),
    writerUrl: over(urls.writerUrl),
    jobsUrl: over(urls.jobsUrl),
  }
})
afterAll(async () => {
  await street.database.drop()
  await wire.close()
})
const house = givenFurtherNode(street)
afterEach(() => wire.mend())

/** What the promise gives, and after how many milliseconds. */
async function timed<T>(work: Promise<T>): Promise<[T, number]> {
  const started = performance.now()
  return [await work, performance.now() - started]
}

/** The promise is two seconds; a machine under load gets one more. */
const SOON = 3000

const ask = (socket: TestSocket, op: string, more = {}) => {
  const id = newId('message')
  socket.send({ t: 'call', id, op, ...more })
  return socket.frame('answer', frame => frame.id === id)
}

describe.each(['hangs', 'is gone'] as const)('while the database %s', kind => {
  const fail = async () => (kind === 'hangs' ? wire.hang() : wire.cut())

  test('every request is told so soon, sockets stay, and all is well when it is back', async () => {
    const shop = await givenOrganization(house)
    const [agent, visitor] = [await shop.member('agent'), await shop.visitor()]
    const { conversation } = await givenConversation(visitor)
    const socket = await openSocket(house, agent)
    await socket.frame('welcome')
    await fail()
    const message = () => ({
      params: { conversationId: conversation.id },
      body: { id: newId('message'), content: 'Are you there?' },
    })
    const requests = [
      () => agent.raw('GET /v1/settings'),
      () => visitor.raw('GET /v1/widget/me'),
      () => visitor.raw('POST /v1/widget/conversations/:conversationId/messages', message()),
      () => visitor.raw('GET /v1/widget/events', { query: { wait: '20' } }),
      () => shop.owner.raw('GET /readyz'),
      () => shop.owner.raw(`GET /widget/${shop.key}.js`),
      () => shop.owner.raw('GET /api/auth/get-session'),
    ]
    const answers = await Promise.all(requests.map(send => timed(send())))
    for (const [{ status, body, headers }, ms] of answers) {
      expect([status, (body as { code: string } | null)?.code], JSON.stringify(body)).toEqual([
        503,
        'unavailable',
      ])
      expect(headers.get('retry-after')).toBe('2')
      expect(ms).toBeLessThan(SOON)
    }
    expect((await agent.raw('GET /healthz')).status).toBe(200)
    const [answer, ms] = await timed(ask(socket, 'GET /v1/counts'))
    expect(answer).toMatchObject({ status: 503, body: { code: 'unavailable', retryAfterMs: 2000 } })
    expect(ms).toBeLessThan(SOON)
    // Many more than the pool has connections.
    const crowd = await Promise.all(Array.from({ length: 100 }, () => agent.raw('GET /v1/counts')))
    expect(new Set(crowd.map(({ status }) => status))).toEqual(new Set([503]))

    await wire.mend()
    await vi.waitFor(async () => expect((await agent.raw('GET /readyz')).status).toBe(200), {
      timeout: 5000,
      interval: 50,
    })
    const back = await Promise.all(Array.from({ length: 30 }, () => agent.raw('GET /v1/counts')))
    expect(new Set(back.map(({ status }) => status))).toEqual(new Set([200]))
    await visitor.call('POST /v1/widget/conversations/:conversationId/messages', message())
    await socket.event('message.created')
    expect(socket.ws.readyState).toBe(socket.ws.OPEN)
    await socket.close()
  })

  test('nobody who knocks is told that they are unknown', async () => {
    const shop = await givenOrganization(house)
    const visitor = await shop.visitor()
    await fail()
    const socket = await openSocket(house, visitor)
    // Come again: a code that no client takes for the end.
    expect(await socket.closed).toEqual({ code: 1013 })
  })
})
