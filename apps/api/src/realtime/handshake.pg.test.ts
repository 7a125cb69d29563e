import { describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { givenHouse } from '../testing/house.ts'
import { givenOrganization } from '../testing/organization.ts'
import { openSocket } from '../testing/socket.ts'

// Who may open a socket, and from where.

const house = givenHouse()

describe('a handshake is refused', () => {
  const attempt = (path: string, headers: Record<string, string>, protocol = 'halloo.v1') =>
    new Promise<number>(resolve => {
      const ws = new WebSocket(`${house.server.url.replace('http', 'ws')}${path}`, protocol, { headers })
      ws.once('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0))
      ws.once('open', () => {
        ws.close()
        resolve(101)
      })
      ws.once('error', () => {})
    })

  test('to a member from another origin, or from none', async () => {
    const shop = await givenOrganization(house)
    const { cookie } = shop.owner
    const { url } = house.server
    expect(await attempt('/v1/socket', { cookie, origin: url })).toBe(101)
    for (const origin of ['https://evil.test', 'null', `${url}.evil.test`])
      expect(await attempt('/v1/socket', { cookie, origin })).toBe(403)
    expect(await attempt('/v1/socket', { cookie })).toBe(403)
    expect(await attempt('/v1/socket', { origin: url })).toBe(401)
    expect(await attempt('/v1/nothing', { origin: url })).toBe(404)
    expect(await attempt('/v1/socket', { cookie, origin: url }, 'evil.v9')).toBe(400)
  })

  test('to a visitor without a token, or from a site that is not listed', async () => {
    const shop = await givenOrganization(house)
    const visitor = await shop.visitor()
    const nobody = await openSocket(house, { ...visitor, token: 'vt_nothing' })
    expect(await nobody.closed).toEqual({ code: 4401 })
    const elsewhere = await openSocket(house, { ...visitor, headers: { origin: 'https://evil.test' } })
    expect(await elsewhere.closed).toEqual({ code: 4401 })
  })
})
