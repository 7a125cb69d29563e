import postgres from 'postgres'
import { describe, expect, test, vi } from 'vitest'
import { newId } from '../ids.ts'
import { givenConversation } from '../testing/conversation.ts'
import { givenOrganization, type TestVisitor } from '../testing/organization.ts'
import { noRedis } from '../testing/redis.ts'
import { openSocket, type TestSocket } from '../testing/socket.ts'
import { givenTwoNodes, KINDS, memberAt, until, visitorAt } from '../testing/two-nodes.ts'

// What happens at one node is told at the other, whole and in order.

const write = (by: TestVisitor, conversationId: string, content: string) =>
  by.call('POST /v1/widget/conversations/:conversationId/messages', {
    params: { conversationId },
    body: { id: newId('message'), content },
  })

const saying = (content: string) => (data: Record<string, unknown>) =>
  (data.message as { content: string }).content === content

const heardOf = (socket: TestSocket) =>
  socket.frames.flatMap(frame =>
    frame.t === 'event' && frame.type === 'message.created'
      ? [(frame.data as { message: { content: string; seq: number } }).message]
      : [],
  )

describe.each(KINDS)('two nodes that tell each other by %s', kind => {
  if (kind === 'Redis' && noRedis) return test.skip(`Redis: ${noRedis}`)
  const { a, b, redis, joined, givenTalk } = givenTwoNodes(kind)

  test('bring what happens on one to the sockets of the other, in order and without a gap', async () => {
    await joined()
    const { shop, visitor, conversationId } = await givenTalk()
    const socket = await openSocket(b, memberAt(b, shop.owner))
    const welcome = await socket.frame('welcome')
    const contents = Array.from({ length: 9 }, (_, at) => `message ${at}`)
    for (const [at, content] of contents.entries())
      await write(at % 2 ? visitorAt(b, visitor) : visitor, conversationId, content)
    await socket.event('message.created', saying('message 8'))
    expect(heardOf(socket).map(({ content }) => content)).toEqual(contents)
    const numbers = socket.frames.flatMap(frame => (frame.t === 'event' ? [frame.n] : []))
    expect(numbers).toEqual(numbers.map((_, at) => welcome.n + at + 1))
    await socket.close()
  })

  test('write one conversation at once: every message once, one order for all', async () => {
    await joined()
    const { shop, visitor, conversationId } = await givenTalk()
    const [here, there] = [await openSocket(a, shop.owner), await openSocket(b, memberAt(b, shop.owner))]
    await Promise.all([here.frame('welcome'), there.frame('welcome')])
    const contents = Array.from({ length: 60 }, (_, at) => `message ${at}`)
    await Promise.all(
      contents.map((content, at) => write(at % 2 ? visitorAt(b, visitor) : visitor, conversationId, content)),
    )
    await until(() => heardOf(here).length === 60 && heardOf(there).length === 60)
    const order = heardOf(here)
    expect(order.map(({ seq }) => seq)).toEqual(contents.map((_, at) => at + 2))
    expect(order.map(({ content }) => content).sort()).toEqual([...contents].sort())
    expect(heardOf(there)).toEqual(order)
    await Promise.all([here.close(), there.close()])
  })

  test('tell who is typing, who looks at what, and who is online', async () => {
    await joined()
    const { shop, visitor, conversationId } = await givenTalk()
    const agent = await shop.member('agent')
    const v = await openSocket(a, visitor)
    expect((await v.frame('presence')).online).toEqual([])
    const owner = await openSocket(a, shop.owner)
    const other = await openSocket(b, memberAt(b, agent))
    expect((await other.frame('presence')).online).toEqual([shop.owner.id, agent.id].sort())
    await owner.frame('presence', ({ online }) => online.includes(agent.id))
    await v.frame('presence', ({ online }) => online[0] === 'team')

    v.send({ t: 'typing', conversationId })
    expect(await other.frame('typing')).toMatchObject({ conversationId, from: { kind: 'visitor' } })
    other.send({ t: 'typing', conversationId })
    expect(await v.frame('typing')).toMatchObject({ from: { kind: 'member', id: agent.id } })

    other.send({ t: 'viewing', conversationId })
    expect(await owner.frame('viewing')).toMatchObject({ conversationId, memberIds: [agent.id] })
    owner.send({ t: 'viewing', conversationId })
    const both = [shop.owner.id, agent.id].sort()
    for (const socket of [owner, other])
      await socket.frame('viewing', ({ memberIds }) => memberIds.join() === both.join())
    await other.close()
    await owner.frame('viewing', ({ memberIds }) => memberIds.join() === shop.owner.id)
    await Promise.all([owner.close(), v.close()])
  })

  test('take a member for online who waits by requests, because sockets are blocked', async () => {
    await joined()
    const shop = await givenOrganization(a)
    const agent = await shop.member('agent')
    const owner = await openSocket(a, shop.owner)
    const { cursor } = await owner.frame('welcome')
    const waits = memberAt(b, agent).raw('GET /v1/events', { query: { cursor, wait: '20' } })
    await owner.frame('presence', ({ online }) => online.includes(agent.id))
    await givenConversation(await shop.visitor())
    expect((await waits).status).toBe(200)
    expect(owner.frames.filter(({ t }) => t === 'presence').length).toBe(2)
    await owner.close()
  })

  test('tell nothing of it to another organization, nor to somebody who does not see the conversation', async () => {
    await joined()
    const { shop, visitor, conversationId } = await givenTalk()
    const other = await givenOrganization(a)
    const [stranger, otherVisitor] = [
      await openSocket(b, memberAt(b, other.owner)),
      await openSocket(b, visitorAt(b, await shop.visitor())),
    ]
    const owner = await openSocket(b, memberAt(b, shop.owner))
    await Promise.all([stranger, otherVisitor, owner].map(socket => socket.frame('welcome')))
    const v = await openSocket(a, visitor)
    await v.frame('welcome')
    v.send({ t: 'typing', conversationId })
    await owner.frame('typing')
    await write(visitor, conversationId, 'for the team')
    await owner.event('message.created', saying('for the team'))
    for (const socket of [stranger, otherVisitor])
      expect(socket.frames.filter(({ t }) => t === 'typing' || t === 'event' || t === 'viewing')).toEqual([])
    await Promise.all([stranger, otherVisitor, owner, v].map(socket => socket.close()))
  })

  test('hear each other again after the connection was lost, with what was said meanwhile', async () => {
    await joined()
    const { shop, visitor, conversationId } = await givenTalk()
    const socket = await openSocket(b, memberAt(b, shop.owner))
    await socket.frame('welcome')
    if (redis) await redis.kill()
    else await endBusConnections(a.database.ownerUrl)
    await write(visitor, conversationId, 'meanwhile')
    if (redis) {
      // What the gateway does every 15 seconds.
      await b.server.hub.feed.check()
      await socket.event('message.created', saying('meanwhile'))
      await redis.start()
    }
    await socket.event('message.created', saying('meanwhile'))
    let at = 0
    await until(async () => {
      const content = `after ${at++}`
      await write(visitor, conversationId, content)
      const check = vi.spyOn(b.server.hub.feed, 'check').mockClear()
      await vi.waitFor(() => expect(heardOf(socket).map(message => message.content)).toContain(content), 500)
      expect(check).not.toHaveBeenCalled()
      return true
    }, 15_000)
    vi.restoreAllMocks()
    const seqs = heardOf(socket).map(({ seq }) => seq)
    expect(seqs).toEqual(seqs.map((_, index) => index + 2))
    await socket.close()
  })
})

/** As a database does that is restarted, or a firewall that has forgotten the connection. */
async function endBusConnections(ownerUrl: string) {
  const sql = postgres(ownerUrl, { max: 1 })
  const ended = await sql`
    select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and application_name = 'halloo bus'`
  expect(ended.length).toBeGreaterThanOrEqual(2)
  await sql.end()
}
