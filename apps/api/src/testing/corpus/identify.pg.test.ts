import { beforeAll, expect } from 'vitest'
import { givenConversation } from '../conversation.ts'
import { givenHouse } from '../house.ts'
import { claimsFor, givenIdentity, handMade } from '../identity.ts'
import { type Case, fieldsOf } from './corpus.ts'
import { drive } from './drive.ts'
import { judge, type Look } from './judge.ts'
import { givenStage } from './stage.ts'
import { type Reply, send } from './wire.ts'

// Bad input by the page's identify(): what of it reaches the server, and what the server makes of it.

const house = givenHouse()
const stage = givenStage(house)
let known = { id: '', email: 'ceo@x.test', sub: 'vip-1' }
let own = {} as Awaited<ReturnType<typeof givenIdentity>>
let foreign = own

beforeAll(async () => {
  ;[own, foreign] = [await givenIdentity(stage.a), await givenIdentity(stage.b)]
  stage.secrets.add(own.secret).add(foreign.secret)
  const reply = await exchange(own.token({ sub: known.sub, email: known.email, email_verified: true }))
  known = { ...known, id: visitorIn(reply) }
})

drive('widget_attribute', stage, async one => {
  const token = TOKENS[one.case]?.()
  const reply = token ? await exchange(token) : await claimAddress()
  await judge(reply, one.expect, { behaviour: behaviourOf(one) })
})

const TOKENS: Record<string, () => string> = {
  'identify(): token signed with the public key as hmac secret': () =>
    handMade(stage.a.key, claimsFor(stage.a.id)),
  'identify(): token of another org': () => foreign.token(),
  'identify(): token without exp': () => own.token({ exp: undefined }),
  'identify(): unicode look-alike external id': () => own.token({ sub: 'v\u0456p-1' }),
}

const exchange = (identityToken: string) =>
  send(house, {
    method: 'POST',
    path: '/v1/widget/sessions',
    headers: { origin: stage.a.origin, 'content-type': 'application/json' },
    body: Buffer.from(JSON.stringify({ key: stage.a.key, identityToken })),
  })

/** A visitor who says, without a token, that they are somebody known. */
async function claimAddress() {
  const visitor = await stage.a.visitor()
  await givenConversation(visitor)
  return send(house, {
    method: 'PATCH',
    path: '/v1/widget/me',
    headers: { ...visitor.headers, 'content-type': 'application/json' },
    body: Buffer.from(JSON.stringify({ email: known.email, metadata: { external_id: known.sub } })),
  })
}

const visitorIn = (reply: Reply) => String(fieldsOf(fieldsOf(reply.json).visitor ?? reply.json).id)

/** The corpus says in words what must come of it. */
const behaviourOf = (one: Case): Look => {
  if (String(one.expect.behaviour).startsWith('401 '))
    return (wanted, reply) => expect(`${reply.status} ${String(fieldsOf(reply.json).code)}`).toBe(wanted)
  return async (_, reply) => {
    expect(visitorIn(reply)).not.toBe(known.id)
    const params = { chatUserId: visitorIn(reply) }
    const { body } = await stage.a.owner.call('GET /v1/chat-users/:chatUserId', { params })
    expect(body.verified).toBe(false)
    const { items } = (await stage.a.owner.call('GET /v1/conversations', { query: { q: known.email } })).body
    expect(items.filter(({ chatUser }) => chatUser.id === known.id)).toEqual([])
  }
}
