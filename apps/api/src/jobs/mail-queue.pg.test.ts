import { describe, expect, test } from 'vitest'
import { givenMailHouse, tokenIn } from '../testing/mail-house.ts'
import { givenOrganization } from '../testing/organization.ts'

// Transcripts, and what stays in the queue.

const world = givenMailHouse()
const { house, mailTo, mailsTo, pass, due, reply, givenLeft, entered } = world

describe('a transcript', () => {
  const TRANSCRIPT = 'POST /v1/widget/conversations/:conversationId/transcript'

  test('is mailed to the visitor’s own proved address', async () => {
    const shop = await givenOrganization(house, 'Wren & Oak')
    const { visitor, email, id } = await givenLeft(shop)
    await reply(shop, id, 'Of course!')
    const { body } = await visitor.call(TRANSCRIPT, { params: { conversationId: id }, body: {} })
    expect(body).toEqual({ sent: true })
    await due()
    expect(mailsTo(email)).toHaveLength(1)
    expect(mailTo(email)?.subject).toBe('Your conversation with Wren & Oak')
    expect(mailTo(email)?.text).toContain(': Of course!')
  })

  test('that the mail server did not take is sent later as the same mail; asked for again, it is another', async () => {
    const shop = await givenOrganization(house)
    const { visitor, email, id } = await givenLeft(shop)
    const ask = () => visitor.call(TRANSCRIPT, { params: { conversationId: id }, body: {} })
    const { mailer } = house.server
    const send = mailer.send
    const ids: (string | undefined)[] = []
    mailer.send = async mail => {
      ids.push(mail.messageId)
      throw new Error('450 try later')
    }
    await ask()
    await due()
    mailer.send = send
    pass(10)
    await due()
    expect(mailsTo(email)).toHaveLength(1)
    expect(mailTo(email)?.headers['message-id']).toBe(`<${ids[0]}>`)
    await ask()
    await due()
    const [first, second] = mailsTo(email).map(({ headers }) => headers['message-id'])
    expect(second).not.toBe(first)
  })

  test('keeps no answer from being mailed, and stands in the export beside it', async () => {
    const shop = await givenOrganization(house)
    const { visitor, email, id } = await givenLeft(shop)
    await visitor.call(TRANSCRIPT, { params: { conversationId: id }, body: {} })
    await reply(shop, id, 'An answer')
    await due()
    pass(2)
    await due()
    await entered(shop, tokenIn(mailTo(email)))
    const { body } = await visitor.call('GET /v1/widget/me/export')
    const mailed = { conversationId: id, sentAt: expect.any(String), createdAt: expect.any(String) }
    expect(body.mails).toEqual([
      { kind: 'transcript', ...mailed, linkUses: 0 },
      { kind: 'answer', ...mailed, linkUses: 1 },
    ])
  })

  test('is refused where the address is only claimed, and is nobody else’s to ask for', async () => {
    const shop = await givenOrganization(house)
    const { visitor, id } = await givenLeft(shop, { proved: false })
    const input = { params: { conversationId: id }, body: {} }
    expect((await visitor.refused(TRANSCRIPT, input)).body).toMatchObject({
      status: 422,
      code: 'email_not_verified',
    })
    const other = await givenLeft(shop)
    expect((await other.visitor.refused(TRANSCRIPT, input)).status).toBe(404)
  })
})

test('a job that was given up is forgotten after a week, and no other', async () => {
  const shop = await givenOrganization(house)
  const [dead, waiting] = [await givenLeft(shop), await givenLeft(shop)]
  for (const { id } of [dead, waiting]) await reply(shop, id, 'Yes')
  const keys = [dead, waiting].map(({ id }) => `answer ${shop.id} ${id}`)
  const left = async () => {
    await house.server.jobs?.clear()
    const rows = await world.sql<{ key: string }[]>`
      select key from graphile_worker._private_jobs where key = any(${keys}) order by id`
    return rows.map(({ key }) => key)
  }
  await world.sql`update graphile_worker._private_jobs set updated_at = now() - interval '8 days' where key = any(${keys})`
  await world.sql`update graphile_worker._private_jobs set attempts = max_attempts where key = ${keys[0] ?? ''}`
  await world.sql`update graphile_worker._private_jobs set updated_at = now() - interval '6 days' where key = ${keys[0] ?? ''}`
  expect(await left()).toEqual(keys)
  await world.sql`update graphile_worker._private_jobs set updated_at = now() - interval '8 days' where key = ${keys[0] ?? ''}`
  expect(await left()).toEqual(keys.slice(1))
})

test('who is erased leaves nothing in the queue but ids that lead nowhere', async () => {
  const shop = await givenOrganization(house)
  const { visitor, email, id } = await givenLeft(shop, { content: 'a heron' })
  await reply(shop, id, 'heron too')
  await visitor.call('POST /v1/widget/conversations/:conversationId/transcript', {
    params: { conversationId: id },
    body: {},
  })
  await house.server.jobs?.react()
  const rows = () =>
    world.sql<
      { row: string }[]
    >`select j::text as row from graphile_worker._private_jobs j where j::text like ${`%${id}%`}`
  expect(await rows()).toHaveLength(2)
  await visitor.call('DELETE /v1/widget/me')
  for (const { row } of await rows()) {
    expect(row).not.toContain('heron')
    expect(row).not.toContain(email)
  }
  pass(2)
  await due()
  expect(mailsTo(email)).toEqual([])
  // The worker of the house itself may have one in hand.
  await expect.poll(rows).toEqual([])
  expect(await world.sql`select from mails where chat_user_id = ${visitor.id}`).toHaveLength(0)
})
