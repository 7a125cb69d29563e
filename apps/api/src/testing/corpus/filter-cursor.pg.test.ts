import type { Answer } from '@halloo/protocol'
import { expect, test } from 'vitest'
import type { Response_ } from '../caller.ts'
import { givenConversation } from '../conversation.ts'
import { givenHouse } from '../house.ts'
import { givenOrganization, type TestMember } from '../organization.ts'
import { type Case, fieldsOf, isFields, textOf } from './corpus.ts'
import { expectedOf } from './corpus-map.ts'
import { drive } from './drive.ts'
import { requestOf } from './http-request.ts'
import { judge, type Look } from './judge.ts'
import { cursorOf, givenHiddenConversation, givenStage } from './stage.ts'
import { type Reply, send } from './wire.ts'

// Bad input in the query of a list: limits, cursors, filters, orders, searches, dates.

const house = givenHouse()
const stage = givenStage(house)

drive('filter_cursor', stage, async one => {
  if (one.input.query === 'walk all pages' || one.input.query === 'depth 10000') return walkEqualTimes(one)
  const query = await filledIn(textOf(one.input.query))
  const reply = await ask({ ...one, input: { ...one.input, query } })
  await judge(reply, expectedOf(one), looks)
})

test('a cursor that the harness makes is as good as one of the house', async () => {
  const query = { cursor: cursorOf(stage) }
  expect((await stage.members.agent.call('GET /v1/conversations', { query })).status).toBe(200)
})

const ask = (one: Case) =>
  send(house, requestOf(stage, one, { names: stage, conversationId: stage.conversation.id }))

/** Puts in what the harness makes: `$ok` is a cursor of the agent, the rest are its relatives. */
async function filledIn(query: string) {
  const name = /\$(\w+)/.exec(query)?.[1]
  // `[$regex]` and a dollar at the end are the case's own.
  if (!name || name === 'regex') return query
  if (name === '1001params') return Array.from({ length: 1001 }, (_, i) => `p${i}=1`).join('&')
  const value = encodeURIComponent(await meantBy(name))
  return query.replaceAll(`$${name}`, () => value)
}

async function meantBy(name: string): Promise<string> {
  const ok = cursorOf(stage)
  switch (name) {
    case 'ok':
      return ok
    case 'flip':
      return `${ok.startsWith('A') ? 'B' : 'A'}${ok.slice(1)}`
    case 'cut':
      return ok.slice(0, -5)
    case 'org_b':
      return firstCursor(stage.members.org_b_owner, 'GET /v1/conversations')
    case 'contacts_list':
      return firstCursor(stage.members.agent, 'GET /v1/chat-users')
    case 'other_agent': {
      const other = await stage.a.member('agent')
      await givenConversation(stage.visitors.visitor2)
      return firstCursor(other, 'GET /v1/conversations')
    }
    case 'old_key':
      return cursorOf(stage, { secret: 'a key from before the last change' })
    case 'far':
      return cursorOf(stage, { at: '+999999-01-01T00:00:00.000Z' })
    case 'deleted':
      return cursorOfDeleted()
    case '10k':
      return 'A'.repeat(10_240)
    case '501':
      return 'a'.repeat(501)
    case 'spaces':
      return ' '.repeat(499)
    case '200terms':
      return 'a|'.repeat(200)
    case 'hidden_email':
      return givenHiddenConversation(stage)
    case 'org_b_contact':
      return stage.visitors.org_b_visitor.id
    case '100':
      return Array.from({ length: 100 }, (_, i) => `label${i}`).join(',')
    default:
      throw new Error(`the corpus fills in “$${name}”, which the harness does not know`)
  }
}

/** A real cursor, from the first page of a list. */
async function firstCursor(member: TestMember, op: 'GET /v1/conversations' | 'GET /v1/chat-users') {
  const { body } = await member.call(op, { query: { limit: '1' } })
  if (body.nextCursor === null) throw new Error(`${op} has one page only`)
  return body.nextCursor
}

/** A cursor that points at a row which has gone since. */
async function cursorOfDeleted() {
  const gone = await givenConversation(stage.visitors.visitor2)
  const older = stage.conversation.id
  const { body } = await stage.members.agent.call('GET /v1/conversations', { query: { limit: '1' } })
  expect(body.items[0]?.id).toBe(gone.conversation.id)
  await stage.sql`delete from conversations where id = ${gone.conversation.id}`
  const next = await stage.members.agent.call('GET /v1/conversations', {
    query: { cursor: body.nextCursor ?? '', limit: '100' },
  })
  expect(next.body.items.map(item => item.id)).toContain(older)
  return body.nextCursor ?? ''
}

const looks: Record<string, Look> = {
  next_rows_correct: (_, reply) => expect(idsOf(reply)).toContain(stage.conversation.id),
  equals: async (wanted, reply) => {
    const path = `/v1/conversations?${textOf(wanted)}`
    const plain = await send(house, { method: 'GET', path, headers: stage.members.agent.headers })
    expect(idsOf(reply)).toEqual(idsOf(plain))
  },
  treated_as: (_, reply) => expect(idsOf(reply), 'no conversation holds this character').toEqual([]),
}

function idsOf(reply: Reply) {
  const { items } = fieldsOf(reply.json)
  return Array.isArray(items) ? items.map(item => isFields(item) && item.id) : undefined
}

/** A thousand conversations of one moment, in an organization of their own. */
async function givenEqualTimes(): Promise<TestMember> {
  const crowd = await givenOrganization(house, 'Crowd')
  const visitor = await crowd.visitor()
  await stage.sql`insert into conversations (organization_id, id, number, chat_user_id, last_message_at)
    select ${crowd.id}, 'conv_' || lpad(n::text, 21, '0'), n, ${visitor.id}, '2026-01-01T00:00:00Z'
    from generate_series(1, 1000) n`
  return crowd.owner
}

/** Reads every page, the last like the first. */
async function walkEqualTimes(one: Case) {
  const owner = await givenEqualTimes()
  const seen: string[] = []
  for (let cursor: string | null = ''; cursor !== null; ) {
    const query: Record<string, string> = { limit: '100', ...(cursor && { cursor }) }
    const { status, body }: Response_<Answer<'GET /v1/conversations'>> = await owner.call(
      'GET /v1/conversations',
      { query },
    )
    expect(status).toBe(expectedOf(one).status)
    seen.push(...body.items.map(item => item.id))
    cursor = body.nextCursor
  }
  expect(seen).toHaveLength(1000)
  expect(new Set(seen).size, 'no row twice').toBe(seen.length)
}
