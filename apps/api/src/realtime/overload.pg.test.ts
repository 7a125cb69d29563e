import { expect, test, vi } from 'vitest'
import { WebSocket } from 'ws'
import { callFrame, enter, knock } from '../testing/corpus/sockets.ts'
import { givenHouse } from '../testing/house.ts'
import { givenOrganization } from '../testing/organization.ts'
import { openSocket } from '../testing/socket.ts'

// More than a socket, a session or an address may.

const house = givenHouse()
const limited = givenHouse({ RATE_LIMITS: 'on' })

test('who sends too many frames is told when to go on, and is let go if that does not help', async () => {
  const visitor = await (await givenOrganization(limited)).visitor()
  const raw = await enter(limited, visitor)
  for (let n = 0; n < 40; n++) raw.sendText(JSON.stringify(callFrame('GET /v1/widget/me').frame))
  const refused = await raw.next(({ status }) => status === 429)
  expect(refused?.body).toMatchObject({ code: 'rate_limited', retryAfterMs: expect.any(Number) })
  await vi.waitFor(() => expect(raw.frames.filter(({ t }) => t === 'answer')).toHaveLength(40), 5000)
  const answered = raw.frames.filter(({ status }) => status === 200)
  expect(answered.length).toBeGreaterThanOrEqual(29)
  for (let n = 0; n < 100; n++) raw.sendText(JSON.stringify(callFrame('GET /v1/widget/me').frame))
  expect(await raw.closed).toBe(1008)
  expect(raw.frames.at(-1)).toMatchObject({ t: 'bye', reason: 'rate_limited' })
})

test('more than 32 calls under way on one socket are refused as busy', async () => {
  const visitor = await (await givenOrganization(house)).visitor()
  const socket = await openSocket(house, visitor)
  await socket.frame('welcome')
  const frames = Array.from({ length: 100 }, () => callFrame('GET /v1/widget/me'))
  for (const { frame } of frames) socket.ws.send(JSON.stringify(frame))
  const answers = await Promise.all(
    frames.map(({ id }) => socket.frame('answer', answer => answer.id === id)),
  )
  const busy = answers.filter(({ status }) => status === 503)
  expect(busy.length).toBeGreaterThan(0)
  expect(busy[0]?.body).toMatchObject({ code: 'busy', retryAfterMs: 1000 })
  expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThanOrEqual(32)
  await socket.close()
})

test('a session shakes hands twenty times a minute, not more', async () => {
  const shop = await givenOrganization(limited)
  const visitor = await shop.visitor()
  for (let n = 0; n < 20; n++) await (await enter(limited, visitor)).end()
  const late = await openSocket(limited, visitor)
  expect(await late.frame('bye')).toMatchObject({ reason: 'rate_limited', retryAfterMs: expect.any(Number) })
  for (let n = 0; n < 20; n++) await (await enter(limited, shop.owner)).end()
  const url = `${limited.server.url.replace('http', 'ws')}/v1/socket`
  const answer = await new Promise(resolve => {
    const ws = new WebSocket(url, 'halloo.v1', { headers: shop.owner.headers })
    ws.on('error', () => {})
    ws.once('unexpected-response', (_request, response) =>
      resolve([response.statusCode, Number(response.headers['retry-after']) > 0]),
    )
  })
  expect(answer).toEqual([429, true])
})

test('an address keeps a hundred sockets waiting that say nothing, not more', async () => {
  const visitor = await (await givenOrganization(limited)).visitor()
  const silent = await Promise.all(Array.from({ length: 100 }, () => knock(limited, visitor)))
  expect(silent.map(raw => raw.handshake.status)).toEqual(silent.map(() => 101))
  expect((await knock(limited, visitor)).handshake.status).toBe(429)
  await Promise.all(silent.map(raw => raw.end()))
  await vi.waitFor(async () => {
    const raw = await knock(limited, visitor)
    expect(raw.handshake.status).toBe(101)
    await raw.end()
  }, 5000)
})
