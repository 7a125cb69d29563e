import { sentMessage, visitorSentMessage } from '@halloo/protocol'
import { describe, expect, test } from 'vitest'
import { asLogged } from '../../events/told.ts'
import { newId } from '../../ids.ts'
import { openSocket } from '../../testing/socket.ts'
import { givenTalkHouse, REPLY, reply, WRITE, write } from '../../testing/talk-house.ts'

// Messages are written once each and in one order, whatever comes together or again.

const world = givenTalkHouse()
const { house, givenTalk } = world

describe('messages that are written at the same moment', () => {
  test('exist once each, in one unbroken order, with exact totals and events', async () => {
    const talks = await Promise.all([givenTalk(), givenTalk(), givenTalk()])
    await Promise.all(
      talks.flatMap(({ visitor, owner, id }) =>
        Array.from({ length: 30 }, (_, at) =>
          at % 3 === 0 ? reply(owner, id, `r${at}`) : write(visitor, id, `w${at}`),
        ),
      ),
    )
    for (const { organization, id } of talks) {
      const seqs = await world.sql`select seq from messages where conversation_id = ${id} order by seq`
      expect(seqs.map(({ seq }) => seq)).toEqual(Array.from({ length: 31 }, (_, at) => at + 1))
      const [totals] =
        await world.sql`select last_seq, visitor_messages as visitor, team_messages as team from conversations where id = ${id}`
      expect(totals).toEqual({ last_seq: 31, visitor: 21, team: 10 })
      const log =
        await world.sql`select seq::int, type, data from events where organization_id = ${organization.id} order by seq`
      expect(log.map(({ seq }) => seq)).toEqual(log.map((_, at) => at + 1))
      const told = log
        .filter(({ type }) => type === 'message.created')
        .map(({ data }) => JSON.parse(data).message.seq)
      expect(told).toEqual(seqs.map(({ seq }) => seq))
    }
  })

  test('stand in the log letter for letter as they were answered, and as the contract says', async () => {
    const { organization, visitor, owner, id } = await givenTalk()
    const written = await write(visitor, id, 'With "quotes", \\ and \u2028 and 👩‍👩‍👧 and\ttab\nline')
    const replied = await reply(owner, id, 'Seen')
    const rows = await world.sql<Parameters<typeof asLogged>[0][]>`
      select seq, type, conversation_id as "conversationId", data, visitor_data as "visitorData" from events
      where organization_id = ${organization.id} and type = 'message.created' order by seq desc limit 2`
    const log = rows.map(row => asLogged(row)).map(row => [row.data, row.visitorData ?? ''] as const)
    expect(JSON.parse(log[0]?.[0] ?? '')).toEqual(replied.body)
    expect(JSON.parse(log[1]?.[1] ?? '')).toEqual(written.body)
    for (const [team, told] of log) {
      expect(sentMessage.strict().parse(JSON.parse(team))).toEqual(JSON.parse(team))
      expect(visitorSentMessage.strict().parse(JSON.parse(told))).toEqual(JSON.parse(told))
    }
    const { body } = await visitor.call('GET /v1/widget/conversations/:conversationId', {
      params: { conversationId: id },
    })
    expect(body).toMatchObject(JSON.parse(log[0]?.[1] ?? '').conversation)
    const full = await owner.call('GET /v1/conversations/:conversationId', { params: { conversationId: id } })
    expect(full.body).toMatchObject(replied.body.conversation)
  })

  test('do not suffer from one that is refused', async () => {
    const [mine, foreign] = [await givenTalk(), await givenTalk()]
    const answers = await Promise.all([
      ...Array.from({ length: 10 }, (_, at) =>
        write(mine.visitor, mine.id, `good ${at}`).then(({ status }) => status),
      ),
      mine.visitor
        .refused(WRITE, {
          params: { conversationId: foreign.id },
          body: { id: newId('message'), content: 'x' },
        })
        .then(({ status }) => status),
    ])
    expect(answers).toEqual([...Array(10).fill(201), 404])
  })
})

describe('the same id again', () => {
  test('is answered the same, however often and at once', async () => {
    const { visitor, id } = await givenTalk()
    const messageId = newId('message')
    const answers = await Promise.all(Array.from({ length: 8 }, () => write(visitor, id, 'once', messageId)))
    expect(new Set(answers.map(({ body }) => JSON.stringify(body.message))).size).toBe(1)
    const [count] = await world.sql`select count(*)::int as n from messages where conversation_id = ${id}`
    expect(count?.n).toBe(2)
  })

  test('with another text, or by somebody else, is refused', async () => {
    const { visitor, owner, id } = await givenTalk()
    const messageId = newId('message')
    await write(visitor, id, 'first', messageId)
    const params = { conversationId: id }
    const changed = await visitor.refused(WRITE, { params, body: { id: messageId, content: 'second' } })
    const stolen = await owner.refused(REPLY, { params, body: { id: messageId, content: 'first' } })
    expect([changed.body.code, stolen.body.code]).toEqual(['id_taken', 'id_taken'])
  })

  test('leaves no hole for those written beside it', async () => {
    const { visitor, id } = await givenTalk()
    const known = newId('message')
    await write(visitor, id, 'known', known)
    await Promise.all([
      ...Array.from({ length: 6 }, (_, at) => write(visitor, id, `beside ${at}`)),
      write(visitor, id, 'known', known),
    ])
    const seqs = await world.sql`select seq from messages where conversation_id = ${id} order by seq`
    expect(seqs.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
  })
})

test('a message to an ended conversation opens it again, and tells so', async () => {
  const { organization, visitor, owner, id } = await givenTalk()
  await owner.call('POST /v1/conversations/:conversationId/close', { params: { conversationId: id } })
  const { body } = await write(visitor, id, 'One more thing')
  expect(body.conversation).toMatchObject({ status: 'waiting_for_agent', closedAt: null })
  const log =
    await world.sql`select type from events where organization_id = ${organization.id} order by seq desc limit 3`
  expect(log.map(({ type }) => type)).toContain('conversation.reopened')
})

test('a socket and HTTP write into one order', async () => {
  const { visitor, owner, id } = await givenTalk()
  const socket = await openSocket(house, visitor)
  await socket.frame('welcome')
  const params = { conversationId: id }
  for (let at = 0; at < 5; at++) {
    socket.send({
      t: 'call',
      id: `c${at}`,
      op: WRITE,
      params,
      body: { id: newId('message'), content: `s${at}` },
    })
    await reply(owner, id, `h${at}`)
  }
  const last = await socket.frame('answer', ({ id }) => id === 'c4')
  expect(last.status).toBe(201)
  const seqs = await world.sql`select seq from messages where conversation_id = ${id} order by seq`
  expect(seqs).toHaveLength(11)
  expect(seqs.at(-1)?.seq).toBe(11)
  await socket.close()
})
