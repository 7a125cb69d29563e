import { describe, expect, test } from 'vitest'
import { callerOf } from '../testing/caller.ts'
import { givenIdentity } from '../testing/identity.ts'
import { givenOrganization, type TestMember, type TestVisitor } from '../testing/organization.ts'
import { noRedis } from '../testing/redis.ts'
import { openSocket, type TestSocket } from '../testing/socket.ts'
import { givenTwoNodes, KINDS, memberAt, visitorAt } from '../testing/two-nodes.ts'

// What somebody has done at one node ends sockets at the other.

/** Without the bus it would take until the next look, 15 seconds or 45. */
const closedSoon = (socket: TestSocket | undefined) =>
  Promise.race([socket?.closed, new Promise(resolve => setTimeout(resolve, 5000, 'still open'))])

describe.each(KINDS)('two nodes that tell each other by %s', kind => {
  if (kind === 'Redis' && noRedis) return test.skip(`Redis: ${noRedis}`)
  const { a, b, joined, givenTalk } = givenTwoNodes(kind)

  test('end the sockets of each other: signed out, made inactive, made somebody else, switched off', async () => {
    await joined()
    const { shop, visitor } = await givenTalk()
    const [out, inactive, raised] = [
      await shop.member('agent'),
      await shop.member('agent'),
      await shop.member('agent'),
    ]
    const sockets = await Promise.all([out, inactive, raised].map(who => openSocket(b, memberAt(b, who))))
    const v = await openSocket(b, visitorAt(b, visitor))
    await Promise.all([...sockets, v].map(socket => socket.frame('welcome')))
    const [first, second, third] = sockets
    const post = (who: TestMember, path: string, body: object) =>
      fetch(`${a.server.url}/api/auth/${path}`, {
        method: 'POST',
        headers: { ...who.headers, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      })
    await post(out, 'sign-out', {})
    expect(await closedSoon(first)).toEqual({ code: 4403 })
    const params = { memberId: inactive.id }
    await shop.owner.call('PATCH /v1/members/:memberId', { params, body: { status: 'inactive' } })
    expect(await closedSoon(second)).toEqual({ code: 4403 })
    const body = { memberId: raised.id, role: 'admin', organizationId: shop.id }
    await post(shop.owner, 'organization/update-member-role', body)
    expect(await closedSoon(third)).toEqual({ code: 4000 })
    await shop.owner.call('PATCH /v1/settings', { body: { chatIsActive: false } })
    expect(await closedSoon(v)).toEqual({ code: 4403 })
  })

  test('send a visitor away at once whose secret is revoked, who is signed out, or who is somebody else now', async () => {
    await joined()
    const shop = await givenOrganization(a)
    const { id, token } = await givenIdentity(shop)
    const become = async (sub: string, as?: TestVisitor): Promise<TestVisitor> => {
      const from = callerOf(a, as?.headers ?? { origin: shop.origin })
      const { body } = await from.call('POST /v1/widget/sessions', {
        body: { key: shop.key, identityToken: token({ sub }) },
      })
      const headers = { authorization: `Bearer ${body.token}`, origin: shop.origin }
      return { id: body.visitor.id, token: body.token, ...callerOf(b, headers) }
    }
    const [ada, ben, nobody] = [await become('ada'), await become('ben'), await shop.visitor()]
    const [first, second, third] = await Promise.all(
      [ada, ben, nobody].map(who => openSocket(b, visitorAt(b, who))),
    )
    await Promise.all([first, second, third].map(socket => socket?.frame('welcome')))
    await become('ben', nobody)
    expect(await closedSoon(third)).toEqual({ code: 4000 })
    const params = { chatUserId: ben.id }
    await shop.owner.call('POST /v1/chat-users/:chatUserId/sign-out', { params })
    expect(await closedSoon(second)).toEqual({ code: 4403 })
    await shop.owner.call('DELETE /v1/identity-secrets/:identitySecretId', {
      params: { identitySecretId: id },
    })
    expect(await closedSoon(first)).toEqual({ code: 4403 })
  })
})
