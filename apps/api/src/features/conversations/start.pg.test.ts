import { wrongCounts, wrongEvents } from '@halloo/db/testing/ledger'
import type { PreChatField } from '@halloo/protocol'
import postgres from 'postgres'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { newId } from '../../ids.ts'
import { givenHouse } from '../../testing/house.ts'
import { givenOrganization, type TestOrganization, type TestVisitor } from '../../testing/organization.ts'
import { openSocket } from '../../testing/socket.ts'

// What comes with the first message: answers, consent, and the greeting that it answers.

const house = givenHouse()
let sql: postgres.Sql
let shop: TestOrganization
let visitor: TestVisitor
beforeAll(() => {
  sql = postgres(house.database.ownerUrl, { max: 1, onnotice: () => {} })
})
beforeEach(async () => {
  shop = await givenOrganization(house)
  visitor = await shop.visitor()
})
afterAll(() => sql.end())

const startBody = (more: object = {}) => ({
  id: newId('conversation'),
  message: { id: newId('message'), content: 'Hello' },
  ...more,
})
const start = (more?: object) => visitor.call('POST /v1/widget/conversations', { body: startBody(more) })
const conversationsOf = async () => (await shop.owner.call('GET /v1/conversations')).body.items

describe('answers before the first message', () => {
  test('stand beside the conversation, for agents to read', async () => {
    const customFields = { order_number: 'B-17', newsletter: true }
    await start({ customFields })
    expect((await conversationsOf())[0]?.customFields).toEqual(customFields)
  })

  test('fill the contact’s own columns where there is one; a phone number as the world writes it', async () => {
    const { body } = await visitor.call('PATCH /v1/widget/me', {
      body: { name: 'Ada', email: 'ada@people.test', phone: '+49 (151) 123-45678' },
    })
    expect(body).toMatchObject({ name: 'Ada', email: 'ada@people.test', phone: '+4915112345678' })
    const refused = await visitor.refused('PATCH /v1/widget/me', { body: { phone: '0151 12345678' } })
    expect(refused.body.errors).toEqual([{ pointer: '/phone', code: 'invalid_phone' }])
  })

  test('are flat, and bear no names that could do harm', async () => {
    const body = startBody({ customFields: { a: { b: 1 } } })
    const refused = await visitor.refused('POST /v1/widget/conversations', { body })
    expect(refused.body.errors).toEqual([{ pointer: '/customFields/a', code: 'expected_scalar' }])
    expect(await conversationsOf()).toEqual([])
  })
})

describe('what must be answered', () => {
  const order: PreChatField = { key: 'order_number', label: 'Order number', type: 'text', required: true }
  const phone: PreChatField = { key: 'call_me', label: 'Phone', type: 'phone', required: true }
  const optional: PreChatField = { key: 'size', label: 'Size', type: 'text', required: false }
  const ask = (...fields: PreChatField[]) =>
    shop.owner.call('PATCH /v1/settings', { body: { chatPreChat: { fields, consent: null } } })
  const refuse = async (more: object = {}) =>
    (await visitor.refused('POST /v1/widget/conversations', { body: startBody(more) })).body

  test('is demanded before anything is stored, with what is asked now', async () => {
    await ask(order, phone, optional)
    expect(await refuse()).toMatchObject({
      status: 422,
      code: 'questions_unanswered',
      errors: [
        { pointer: '/customFields/order_number', code: 'required' },
        { pointer: '/phone', code: 'required' },
      ],
      preChat: { fields: [order, phone, optional], consent: null },
    })
    expect(await conversationsOf()).toEqual([])
    await visitor.call('PATCH /v1/widget/me', { body: { phone: '+49 151 12345678' } })
    await start({ customFields: { order_number: 'B-17' } })
    // Who they are is asked once, what a conversation is about each time.
    expect((await refuse()).errors).toEqual([{ pointer: '/customFields/order_number', code: 'required' }])
  })

  test.each(['', '  ', '\u200B'])('is not answered by %j', async answer => {
    await ask(order)
    expect((await refuse({ customFields: { order_number: answer } })).code).toBe('questions_unanswered')
  })

  test('is answered by no and by nought', async () => {
    await ask(order)
    await start({ customFields: { order_number: false } })
    await start({ customFields: { order_number: 0 } })
    expect(await conversationsOf()).toHaveLength(2)
  })

  test('is not demanded of a conversation that has begun, nor of the same start again', async () => {
    const body = startBody()
    const { body: begun } = await visitor.call('POST /v1/widget/conversations', { body })
    await ask(order)
    await visitor.call('POST /v1/widget/conversations', { body })
    await visitor.call('POST /v1/widget/conversations/:conversationId/messages', {
      params: { conversationId: begun.conversation.id },
      body: { id: newId('message'), content: 'And another thing' },
    })
  })
})

describe('consent', () => {
  const consent = { text: 'I agree that my words are kept.', url: null }
  beforeEach(() => shop.owner.call('PATCH /v1/settings', { body: { chatPreChat: { fields: [], consent } } }))

  test('is demanded before anything is stored, and noted with its words', async () => {
    const refused = await visitor.refused('POST /v1/widget/conversations', { body: startBody() })
    expect(refused.body).toMatchObject({
      status: 422,
      code: 'questions_unanswered',
      errors: [{ pointer: '/consent', code: 'required' }],
      preChat: { fields: [], consent },
    })
    expect(await conversationsOf()).toEqual([])
    await start({ consent: true })
    const { body: me } = await visitor.call('GET /v1/widget/me')
    expect(me.consentedAt).not.toBeNull()
    const { body: contact } = await shop.owner.call('GET /v1/chat-users/:chatUserId', {
      params: { chatUserId: visitor.id },
    })
    expect(contact.consentedAt).toBe(me.consentedAt)
    const [kept] = await sql`select consent_text from chat_users where id = ${visitor.id}`
    expect(kept?.consent_text).toBe(consent.text)
  })

  test('is not demanded of who has given it, and false is no consent', async () => {
    const body = startBody({ consent: false })
    expect((await visitor.refused('POST /v1/widget/conversations', { body })).status).toBe(422)
    await start({ consent: true })
    await start()
    expect(await conversationsOf()).toHaveLength(2)
  })
})

describe('a greeting that is answered', () => {
  beforeEach(() =>
    shop.owner.call('PATCH /v1/settings', {
      body: { chatGreetings: [{ id: 'sizes', text: 'Need help with sizes?', afterSeconds: 3, onlyOn: [] }] },
    }),
  )

  test('is the first message, and nobody’s reply', async () => {
    const [team, person] = [await openSocket(house, shop.owner), await openSocket(house, visitor)]
    await Promise.all([team.frame('welcome'), person.frame('welcome')])
    const { body } = await start({ greetingId: 'sizes' })
    expect(body.message.seq).toBe(2)
    expect(body.conversation).toMatchObject({ unread: 0, readSeq: 1, status: 'waiting_for_agent' })
    const said = await visitor.call('GET /v1/widget/conversations/:conversationId/messages', {
      params: { conversationId: body.conversation.id },
    })
    expect(said.body.items.map(({ seq, senderType, content }) => [seq, senderType, content])).toEqual([
      [1, 'bot', 'Need help with sizes?'],
      [2, 'user', 'Hello'],
    ])
    const [kept] = await conversationsOf()
    expect(kept).toMatchObject({
      totals: { visitor: 1, team: 1 },
      firstResponseAt: null,
      lastAgentResponseAt: null,
      lastMessage: { senderType: 'user' },
    })
    expect(kept?.waitingSince).not.toBeNull()
    const heard = await person.event('message.created', data => (data.message as { seq: number }).seq === 1)
    expect(heard.data).toMatchObject({ conversation: { unread: 0 }, message: said.body.items[0] })
    await team.event('message.created', data => (data.message as { seq: number }).seq === 2)
    expect(await wrongCounts(sql, [shop.id])).toEqual([])
    expect(await wrongEvents(sql, [shop.id])).toEqual([])
    await Promise.all([team.close(), person.close()])
  })

  test('comes once, however often the start is sent', async () => {
    const body = startBody({ greetingId: 'sizes' })
    const [first, again] = [
      await visitor.call('POST /v1/widget/conversations', { body }),
      await visitor.call('POST /v1/widget/conversations', { body }),
    ]
    expect(again.body.message).toEqual(first.body.message)
    expect(again.body.conversation.lastSeq).toBe(2)
  })

  test('that is gone meanwhile keeps nobody from writing', async () => {
    const { body } = await start({ greetingId: 'of-last-week' })
    expect(body.message.seq).toBe(1)
  })
})
