import { expect } from 'vitest'
import { givenHouse } from '../house.ts'
import type { Case } from './corpus.ts'
import { fieldsOf, isFields } from './corpus.ts'
import { expectedOf } from './corpus-map.ts'
import { drive } from './drive.ts'
import { requestOf, type Scene, timesOf } from './http-request.ts'
import { judge, type Look, messageOf } from './judge.ts'
import { playSignIns } from './sign-ins.ts'
import { givenBlockedVisitor, givenClosedConversation, givenStage } from './stage.ts'
import { encodePath, firstReply, type Reply, send, sendRaw } from './wire.ts'

// Bad input by plain requests: bodies, paths, headers, keys, origins, forged requests.

const house = givenHouse()
const limited = givenHouse({ RATE_LIMITS: 'on' })
const stage = givenStage(house)

drive('rest', stage, async one => {
  const { input } = one
  if (typeof input.raw_http === 'string') return judge(await raw(input.raw_http), expectedOf(one), looks(one))
  if (typeof input.raw_path === 'string') return judge(await byPath(one), expectedOf(one))
  if (input.op === 'auth.sign-in.email') return playSignIns(limited, one)
  const scene = await sceneOf(one)
  const before = await countsOf(scene)
  const bodies =
    input.sequence && Array.isArray(input.body) ? input.body : Array(timesOf(one)).fill(input.body)
  const [first, ...more] = await inTurn(one, scene, bodies)
  if (!first) throw new Error('nothing was sent')
  const after = await countsOf(scene)
  const parts = { ...looks(one, more), ...rowLooks(before, after), ...stored(one) }
  await judge(first, expectedOf(one), parts)
  if (input.sequence) for (const reply of more) await judge(reply, expectedOf(one))
})

async function sceneOf({ input }: Case): Promise<Scene> {
  if (input.state === 'closed')
    return { names: stage, conversationId: (await givenClosedConversation(stage)).id }
  if (input.state === 'visitor_blocked') {
    const { visitor, conversation } = await givenBlockedVisitor(stage)
    return { names: stage, conversationId: conversation.id, as: visitor.headers }
  }
  return { names: stage, conversationId: stage.conversation.id }
}

/** Sends bodies one after the other; what is sent twice is the same request, byte by byte. */
async function inTurn(one: Case, scene: Scene, bodies: unknown[]) {
  const replies: Reply[] = []
  let sent = requestOf(stage, one, scene, bodies[0])
  for (const [index, body] of bodies.entries()) {
    if (index > 0 && one.input.sequence) sent = requestOf(stage, one, scene, body)
    const bare = sent.method === 'CONNECT' || sent.headers['content-length'] || sent.headers.raw_target
    replies.push(bare ? await raw(asText(sent)) : await send(house, sent))
  }
  return replies
}

const raw = async (text: string) => firstReply(await sendRaw(house, text))

/** A request that no client would send, written by hand. */
function asText({ method, path, headers, body }: ReturnType<typeof requestOf>) {
  const { raw_target: target, ...rest } = headers
  const bytes = body === undefined ? '' : Buffer.from(body).toString('latin1')
  const own = {
    host: `localhost:${house.server.port}`,
    ...(bytes && { 'content-length': String(bytes.length) }),
  }
  const lines = Object.entries({ ...own, ...rest }).map(([name, value]) => `${name}: ${String(value)}`)
  return `${method} ${String(target ?? path)} HTTP/1.1\r\n${lines.join('\r\n')}\r\nconnection: close\r\n\r\n${bytes}`
}

const byPath = ({ input }: Case) =>
  send(house, {
    method: 'GET',
    path: encodePath(String(input.raw_path)),
    headers: input.as === 'public_key' ? { authorization: `Bearer ${stage.a.key}` } : {},
  })

async function countsOf({ conversationId }: Scene) {
  const [row] = await stage.sql<{ messages: string; hash: string; key: string }[]>`
    select (select count(*) from messages where conversation_id = ${conversationId}) as messages,
      (select md5(c::text) from conversations c where id = ${conversationId}) as hash,
      (select md5(o::text) from organizations o where id = ${stage.a.id}) as key`
  return { messages: Number(row?.messages), hash: row?.hash, organization: row?.key }
}
type Counts = Awaited<ReturnType<typeof countsOf>>

const rowLooks = (before: Counts, after: Counts): Record<string, Look> => ({
  rows_created: wanted => expect(after.messages - before.messages).toBe(wanted),
  rows_changed: () => expect(after.hash).toBe(before.hash),
  row_field_unchanged: () => expect(after.organization).toBe(before.organization),
})

const looks = ({ input }: Case, more: Reply[] = []): Record<string, Look> => ({
  second_request_not_served: (_, reply) => expect(reply.text).not.toContain('HTTP/1.1'),
  second_response_equals_first: (_, reply) => expect(more[0]?.json).toEqual(reply.json),
  second_clean_request_equals: async (_, reply) => {
    const clean = await send(house, { method: 'GET', path: `/widget/${stage.a.key}.js`, headers: {} })
    expect(clean.text).toBe(reply.text)
  },
  body_identical_to: async (_, reply) => {
    const path = '/v1/widget/conversations/conv_V1StGXR8Z5jdHi6BmyT00/messages'
    const unknown = await send(house, { method: 'GET', path, headers: stage.visitors.visitor.headers })
    const bare = (one: Reply) => ({ ...fieldsOf(one.json), requestId: null })
    expect(bare(reply)).toEqual(bare(unknown))
  },
  mail_link_host: () => {
    for (const mail of house.server.mailer.saved())
      for (const link of mail.text.match(/https?:\/\/\S+/g) ?? [])
        expect(new URL(link).origin, `op ${String(input.op)}`).toBe(house.server.url)
  },
  conversation_status: (wanted, reply) => {
    const { conversation } = fieldsOf(reply.json)
    expect(isFields(conversation) && conversation.status).toBe(wanted)
  },
  reopened_event: async (_, reply) => {
    const [row] = await stage.sql`select count(*)::int as n from events
      where type = 'conversation.reopened' and data::text like ${`%${String(messageOf(reply).conversationId)}%`}`
    expect(row?.n).toBeGreaterThan(0)
  },
})

/** What was kept, compared with what was sent. */
const stored = ({ input }: Case): Record<string, Look> => ({
  stored_equals_input: (wanted, reply) => {
    if (wanted !== true) return
    const sent = fieldsOf(input.body).content
    if (typeof sent === 'string') expect(messageOf(reply).content).toBe(sent)
    else expect([...String(messageOf(reply).content)].length).toBeGreaterThan(1000)
  },
  stored_text: (wanted, reply) => expect(messageOf(reply).content).toBe(wanted),
  stored_without: (_, reply) =>
    expect(String(fieldsOf(reply.json).name)).not.toMatch(
      /[\r\n\u202A-\u202E\u2066-\u2069\u200B-\u200F\uFEFF]/,
    ),
})
