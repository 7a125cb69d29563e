import { expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { givenFurtherNode, givenHouse } from './testing/house.ts'
import { givenOrganization } from './testing/organization.ts'

const house = givenHouse({ ROLE: 'web' })
const worker = givenFurtherNode(house, { ROLE: 'worker' })

const statusAt = async (path: string, init?: RequestInit) =>
  (await fetch(worker.server.url + path, init)).status

test('a worker says how it is, and serves nothing else', async () => {
  const shop = await givenOrganization(house)
  for (const path of ['/healthz', '/readyz', '/metrics'])
    expect([path, await statusAt(path)]).toEqual([path, 200])
  const headers = { ...shop.owner.headers, origin: worker.server.url }
  for (const path of [
    '/',
    '/v1/counts',
    '/api/auth/get-session',
    '/widget.js',
    '/docs',
    '/mail',
    '/v1/socket',
  ])
    expect([path, await statusAt(path, { headers })]).toEqual([path, 404])
  const ws = new WebSocket(`${worker.server.url.replace('http', 'ws')}/v1/socket`, 'halloo.v1', { headers })
  const refused = await new Promise<Error>(resolve => ws.once('error', resolve))
  expect(refused.message).toContain('404')
})

test('a node that serves knows the worker', async () => {
  expect((await shopOf()).status).toBe(200)
  expect(house.server.bus.peers()).toBe(1)
})

const shopOf = async () => (await givenOrganization(house)).owner.raw('GET /v1/counts')
