import { expect, test, vi } from 'vitest'
import { WebSocket } from 'ws'
import { newId } from '../ids.ts'
import { givenConversation } from '../testing/conversation.ts'
import { givenFurtherNode, givenHouse } from '../testing/house.ts'
import { givenOrganization, type TestVisitor } from '../testing/organization.ts'
import { openSocket } from '../testing/socket.ts'

// A server that stops sends everybody away one after another, and cuts nobody short.

const street = givenHouse()
const house = givenFurtherNode(street)

test('a stop spreads the farewells, answers what is under way and lets nobody in', async () => {
  const shop = await givenOrganization(house)
  const visitors: TestVisitor[] = []
  for (let n = 0; n < 10; n++) visitors.push(await shop.visitor())
  const { conversation } = await givenConversation(visitors.at(-1) as TestVisitor)
  const sockets = await Promise.all(
    visitors.flatMap(visitor => [1, 2, 3].map(() => openSocket(house, visitor))),
  )
  await Promise.all(sockets.map(socket => socket.frame('welcome')))
  const left: number[] = []
  for (const socket of sockets) socket.ws.once('close', () => left.push(performance.now()))

  const waiting = visitors[1]?.call('GET /v1/widget/events', { query: { wait: '25' } })
  // Calls that cannot be answered before it is their turn to go.
  const lock = await street.server.authDb.sql.reserve()
  await lock`begin`
  await lock`lock table events in share row exclusive mode`
  const writers = sockets.slice(-3)
  const op = 'POST /v1/widget/conversations/:conversationId/messages'
  const ids = writers.map(socket => {
    const id = newId('message')
    const body = { id, content: 'on my way out' }
    socket.send({ t: 'call', id, op, params: { conversationId: conversation.id }, body })
    return id
  })
  const started = performance.now()
  const stopped = house.server.close()

  expect((await fetch(`${house.server.url}/readyz`)).status).toBe(503)
  const refused = await new Promise(resolve => {
    const ws = new WebSocket(`${house.server.url.replace('http', 'ws')}/v1/widget/socket`, 'halloo.v1')
    ws.on('error', () => {})
    ws.once('unexpected-response', (_request, response) =>
      resolve([response.statusCode, response.headers['retry-after']]),
    )
  })
  expect(refused).toEqual([503, '1'])
  expect((await waiting)?.body).toMatchObject({ events: [], resync: false })

  await vi.waitFor(() => expect(left).toHaveLength(sockets.length - writers.length), {
    timeout: 5000,
    interval: 5,
  })
  await lock`rollback`
  lock.release()
  for (const [at, id] of ids.entries())
    expect(await writers[at]?.frame('answer', frame => frame.id === id)).toMatchObject({ status: 201 })
  for (const socket of sockets) {
    expect(await socket.frame('bye')).toMatchObject({ reason: 'draining', retryAfterMs: expect.any(Number) })
    expect(await socket.closed).toEqual({ code: 1012 })
  }
  await stopped
  // Thirty sockets, one in twenty milliseconds.
  expect(left[left.length - 1] as number).toBeGreaterThan(started + 500)
  expect(new Set(left.map(at => Math.floor(at / 50))).size).toBeGreaterThan(5)
  expect(performance.now() - started).toBeLessThan(10_000)
})
