import type { Answer } from '@halloo/protocol'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '../ids.ts'
import { callerOf } from '../testing/caller.ts'
import { givenConversation } from '../testing/conversation.ts'
import { givenHouse } from '../testing/house.ts'
import { runDueJobs } from '../testing/jobs.ts'
import { givenOrganization, type TestOrganization, type TestVisitor } from '../testing/organization.ts'
import { newAddress } from '../testing/person.ts'
import { givenSmtp, type ReceivedMail } from '../testing/smtp.ts'
import { openSocket } from '../testing/socket.ts'

// What was answered after the visitor has left, by a real mail server.

const settings: Record<string, string> = {}
const { mailTo, received } = givenSmtp(settings)
let clock = new Date()
const pass = (minutes: number) => {
  clock = new Date(clock.getTime() + minutes * 60_000)
}
const house = givenHouse(settings, () => clock)
let sql: postgres.Sql
beforeAll(() => {
  sql = postgres(house.database.ownerUrl, { max: 1, onnotice: () => {} })
})
afterAll(() => sql.end())

const due = () => runDueJobs(house, clock)
const mailsTo = (address: string) => received.filter(({ to }) => to === address)
const tokenIn = (mail: ReceivedMail | undefined) => /#halloo=([\w.-]+)/.exec(mail?.text ?? '')?.[1] ?? ''
const stopIn = (mail: ReceivedMail | undefined) =>
  /https?:\S+\/unsubscribe\/\S+/.exec(mail?.text ?? '')?.[0] ?? ''

async function reply(shop: TestOrganization, conversationId: string, content: string) {
  const { body } = await shop.owner.call('POST /v1/conversations/:conversationId/messages', {
    params: { conversationId },
    body: { id: newId('message'), content },
  })
  await house.server.jobs?.react()
  return body.message
}

/** Somebody who wrote, gave an address and left. */
async function givenLeft(
  shop: TestOrganization,
  { email = newAddress(), proved = true, content = 'Hello' } = {},
) {
  const visitor = await shop.visitor()
  await visitor.call('PATCH /v1/widget/me', { body: { email } })
  if (proved) await shop.prove(visitor.id, email)
  const { conversation } = await givenConversation(visitor, { content, pageUrl: `${shop.origin}/chairs` })
  return { visitor, email, id: conversation.id }
}

const enter = (shop: TestOrganization, returnToken: string, present?: TestVisitor) => {
  const at = callerOf(house, {
    origin: shop.origin,
    ...(present && { authorization: `Bearer ${present.token}` }),
  })
  return at.raw('POST /v1/widget/sessions', { body: { key: shop.key, returnToken } })
}
const entered = async (shop: TestOrganization, returnToken: string, present?: TestVisitor) => {
  const { status, body } = await enter(shop, returnToken, present)
  expect(status).toBe(201)
  const { token, visitor, conversationId } = body as Answer<'POST /v1/widget/sessions'>
  return {
    id: visitor.id,
    token,
    conversationId,
    ...callerOf(house, { authorization: `Bearer ${token}`, origin: shop.origin }),
  }
}
const refusedAs = async (...args: Parameters<typeof enter>) => {
  const { body } = await enter(...args)
  return (body as { code: string }).code
}

describe('an answer', () => {
  test('is mailed two minutes later with all that followed it, once', async () => {
    const shop = await givenOrganization(house, 'Wren & Oak')
    const { email, id } = await givenLeft(shop)
    await reply(shop, id, 'Of course!\n<b>Which</b> size?')
    await due()
    pass(1)
    await reply(shop, id, 'We have two.')
    await due()
    expect(mailsTo(email)).toEqual([])
    pass(1)
    await due()
    await due()
    expect(mailsTo(email)).toHaveLength(1)
    const mail = mailTo(email)
    const { body: me } = await shop.owner.call('GET /v1/members/me')
    expect(mail?.subject).toBe('Wren & Oak has answered you')
    expect(mail?.text).toContain(`${me.name}:\n> Of course!\n> <b>Which</b> size?`)
    expect(mail?.text).toContain('> We have two.')
    expect(mail?.html).toContain('&lt;b&gt;Which&lt;/b&gt; size?')
    expect(mail?.text).not.toContain('Hello')
    pass(1)
    await reply(shop, id, 'Still there?')
    pass(2)
    await due()
    expect(mailsTo(email)).toHaveLength(2)
    expect(mailTo(email)?.text).not.toContain('We have two.')
  })

  test('is not mailed to who has read it, is here, is blocked or gave no address', async () => {
    const shop = await givenOrganization(house)
    const [reader, here, blocked] = [await givenLeft(shop), await givenLeft(shop), await givenLeft(shop)]
    const nameless = await shop.visitor()
    const { conversation } = await givenConversation(nameless)
    for (const id of [reader.id, here.id, blocked.id, conversation.id]) await reply(shop, id, 'Yes')
    await reader.visitor.call('PUT /v1/widget/conversations/:conversationId/read', {
      params: { conversationId: reader.id },
      body: { seq: 3 },
    })
    await shop.owner.call('POST /v1/chat-users/:chatUserId/block', {
      params: { chatUserId: blocked.visitor.id },
    })
    const socket = await openSocket(house, here.visitor)
    pass(2)
    const before = received.length
    await due()
    expect(received).toHaveLength(before)
    await socket.close()
    pass(5)
    await due()
    expect(received.slice(before).map(({ to }) => to)).toEqual([here.email])
  })

  test('that the mail server did not take is sent later, as the same mail', async () => {
    const shop = await givenOrganization(house)
    const { email, id } = await givenLeft(shop)
    await reply(shop, id, 'Yes')
    pass(2)
    const { mailer } = house.server
    const send = mailer.send
    const ids: (string | undefined)[] = []
    mailer.send = async mail => {
      ids.push(mail.messageId)
      throw new Error(`450 try later ${mail.to}`)
    }
    await due()
    mailer.send = send
    expect(mailsTo(email)).toEqual([])
    const [job] = await sql<
      { error: string }[]
    >`select last_error as error from graphile_worker._private_jobs`
    expect(job?.error).toContain('the log says why')
    expect(job?.error).not.toContain(email)
    pass(10)
    await due()
    expect(mailsTo(email)).toHaveLength(1)
    expect(mailTo(email)?.headers['message-id']).toBe(`<${ids[0]}>`)
  })

  test('is queued once, whatever looks at the log and however often', async () => {
    const shop = await givenOrganization(house)
    const { id } = await givenLeft(shop)
    await reply(shop, id, 'Yes')
    const { jobs } = house.server
    await Promise.all([jobs?.react(), jobs?.react(), jobs?.react()])
    await jobs?.react()
    const rows =
      await sql`select key, revision, payload from graphile_worker._private_jobs where key like ${`%${id}`}`
    expect(rows).toEqual([
      {
        key: `answer ${shop.id} ${id}`,
        revision: 0,
        payload: { organizationId: shop.id, conversationId: id },
      },
    ])
  })

  test('that a worker had taken and died with is sent by another', async () => {
    const shop = await givenOrganization(house)
    const { email, id } = await givenLeft(shop)
    await reply(shop, id, 'Yes')
    pass(2)
    await sql`update graphile_worker._private_jobs set attempts = 1, locked_by = 'gone', locked_at = now() - interval '4 minutes'
      where key like ${`%${id}`}`
    await house.server.jobs?.release()
    await due()
    expect(mailsTo(email)).toEqual([])
    await sql`update graphile_worker._private_jobs set locked_at = now() - interval '6 minutes' where locked_by = 'gone'`
    await house.server.jobs?.release()
    await due()
    expect(mailsTo(email)).toHaveLength(1)
  })

  test('to an address is held back when an hour has brought enough', async () => {
    const shop = await givenOrganization(house)
    const { email, id } = await givenLeft(shop)
    for (let at = 1; at <= 8; at++) {
      await reply(shop, id, `Answer ${at}.`)
      pass(2)
      await due()
    }
    expect(mailsTo(email)).toHaveLength(6)
    pass(60)
    await due()
    expect(mailsTo(email)).toHaveLength(7)
    expect(mailTo(email)?.text).toContain('> Answer 8.')
  })
})

describe('an address that nobody has proved', () => {
  test('gets one mail for a thousand conversations, and nothing that anybody wrote', async () => {
    const shop = await givenOrganization(house, 'Shop')
    const { conversation } = await givenConversation(await shop.visitor())
    // A thousand times over, as fast as the database writes.
    await sql.unsafe(`
      with made as (insert into chat_users (organization_id, id, name, email)
        select '${shop.id}', 'cu_victim' || lpad(n::text, 15, '0'), 'canary name', 'victim' || case when n % 2 = 0 then '+' || n else '' end || '@people.test' from generate_series(1, 1000) n returning id)
      insert into conversations (organization_id, id, number, chat_user_id, page_url, subject, last_seq)
        select '${shop.id}', 'conv_' || substr(id, 4), 1000 + row_number() over (), id, '${shop.origin}/canary', 'canary', 1 from made`)
    await sql`insert into messages (organization_id, id, conversation_id, seq, sender_type, chat_user_id, content)
      select organization_id, 'msg_' || substr(id, 6), id, 1, 'user', chat_user_id, 'canary https://evil.test' from conversations
      where organization_id = ${shop.id} and subject = 'canary'`
    await sql`insert into messages (organization_id, id, conversation_id, seq, sender_type, member_id, content, created_at)
      select organization_id, 'msg_a' || substr(id, 7), id, 2, 'agent', ${shop.owner.id}, 'canary quoted', ${clock.toISOString()} from conversations
      where organization_id = ${shop.id} and subject = 'canary'`
    await sql`select graphile_worker.add_job('mailAnswer', json_build_object('organizationId', organization_id, 'conversationId', id))
      from conversations where organization_id = ${shop.id} and subject = 'canary'`
    await reply(shop, conversation.id, 'Not for the victim.')
    await sql`analyze`
    const before = received.length
    await due()
    const mails = received.slice(before)
    expect(mails).toHaveLength(1)
    expect(mails[0]?.to).toMatch(/^victim(\+\d+)?@people\.test$/)
    expect(mails[0]?.subject).toBe('Shop has answered you')
    expect(JSON.stringify(mails[0])).not.toMatch(/canary|evil/)
  }, 120_000)

  test('is written to again when its link was used, now with the words', async () => {
    const shop = await givenOrganization(house)
    const { email, id } = await givenLeft(shop, { proved: false })
    await reply(shop, id, 'The first.')
    pass(2)
    await due()
    await reply(shop, id, 'The second.')
    pass(2)
    await due()
    expect(mailsTo(email)).toHaveLength(1)
    await entered(shop, tokenIn(mailTo(email)))
    await reply(shop, id, 'The third.')
    pass(2)
    await due()
    expect(mailsTo(email)).toHaveLength(2)
    expect(mailTo(email)?.text).toContain('> The third.')
  })
})

describe('the link back', () => {
  async function givenMail(more: Parameters<typeof givenLeft>[1] = {}) {
    const shop = await givenOrganization(house)
    const left = await givenLeft(shop, more)
    await reply(shop, left.id, 'Yes')
    pass(2)
    await due()
    const mail = mailTo(left.email)
    return { shop, ...left, mail, returnToken: tokenIn(mail) }
  }
  const wayOf = (mail?: ReceivedMail) => /https?:\S+\/back\/[^\s#]+/.exec(mail?.text ?? '')?.[0] ?? ''
  const follow = async (mail?: ReceivedMail) => {
    const answer = await fetch(wayOf(mail), { redirect: 'manual' })
    return answer.headers.get('location')
  }

  test('leads to the page of the conversation, or to the site where that page may not chat any more', async () => {
    const { shop, mail } = await givenMail()
    expect(await follow(mail)).toBe(`${shop.origin}/chairs`)
    await shop.owner.call('PATCH /v1/settings', {
      body: { chatDomain: 'shop.example', chatAllowedDomains: ['https://other.example'] },
    })
    expect(await follow(mail)).toBe('https://shop.example/')
    await shop.owner.call('PATCH /v1/settings', { body: { chatDomain: null } })
    expect(await follow(mail)).toBe('https://other.example/')
    await shop.owner.call('PATCH /v1/settings', { body: { chatAllowedDomains: [] } })
    expect((await fetch(wayOf(mail))).status).toBe(404)
  })

  test('opens the conversation on another device, and proves the address', async () => {
    const { shop, visitor, id, returnToken } = await givenMail({ proved: false })
    const phone = await entered(shop, returnToken)
    expect(phone.id).toBe(visitor.id)
    expect(phone.conversationId).toBe(id)
    const { body } = await phone.call('GET /v1/widget/conversations/:conversationId', {
      params: { conversationId: id },
    })
    expect(body.id).toBe(id)
    const { body: contact } = await shop.owner.call('GET /v1/chat-users/:chatUserId', {
      params: { chatUserId: visitor.id },
    })
    expect(contact.verified).toBe(true)
  })

  test('names the conversation that the mail told of, whatever went on in others since', async () => {
    const { shop, visitor, id, returnToken } = await givenMail()
    const { conversation: later } = await givenConversation(visitor)
    await reply(shop, later.id, 'That, too.')
    expect((await entered(shop, returnToken)).conversationId).toBe(id)
  })

  test('ends the browsers that only said whose address it is, but for the one that it is opened in', async () => {
    const [one, other] = [await givenMail({ proved: false }), await givenMail({ proved: false })]
    await entered(one.shop, one.returnToken)
    expect((await one.visitor.refused('GET /v1/widget/me')).body.code).toBe('unauthenticated')
    await entered(other.shop, other.returnToken, other.visitor)
    await other.visitor.call('GET /v1/widget/me')
  })

  test('works for two weeks, and ten times', async () => {
    const [many, late] = [await givenMail(), await givenMail()]
    for (let use = 0; use < 10; use++) await entered(many.shop, many.returnToken)
    expect(await refusedAs(many.shop, many.returnToken)).toBe('link_expired')
    pass(14 * 24 * 60)
    expect(await refusedAs(late.shop, late.returnToken)).toBe('link_expired')
  })

  test('does not work with another address, organization, or signature', async () => {
    const { shop, visitor, returnToken } = await givenMail()
    expect(await refusedAs(await givenOrganization(house), returnToken)).toBe('link_expired')
    expect(
      await refusedAs(
        shop,
        returnToken.replace(/.$/, end => (end === 'A' ? 'E' : 'A')),
      ),
    ).toBe('link_expired')
    expect(await refusedAs(shop, 'nonsense')).toBe('link_expired')
    await visitor.call('PATCH /v1/widget/me', { body: { email: newAddress() } })
    expect(await refusedAs(shop, returnToken)).toBe('link_expired')
  })

  test('ends with the contact: blocked, signed out or erased', async () => {
    const [blocked, out, erased] = [await givenMail(), await givenMail(), await givenMail()]
    const params = { chatUserId: blocked.visitor.id }
    await blocked.shop.owner.call('POST /v1/chat-users/:chatUserId/block', { params })
    expect(await refusedAs(blocked.shop, blocked.returnToken)).toBe('link_expired')
    await blocked.shop.owner.call('POST /v1/chat-users/:chatUserId/unblock', { params })
    expect(await refusedAs(blocked.shop, blocked.returnToken)).toBe('link_expired')
    await out.shop.owner.call('POST /v1/chat-users/:chatUserId/sign-out', {
      params: { chatUserId: out.visitor.id },
    })
    expect(await refusedAs(out.shop, out.returnToken)).toBe('link_expired')
    await erased.visitor.call('DELETE /v1/widget/me')
    expect(await refusedAs(erased.shop, erased.returnToken)).toBe('link_expired')
    expect((await fetch(wayOf(erased.mail))).status).toBe(404)
  })

  test('takes nothing of somebody else who sits there', async () => {
    const { shop, visitor, returnToken } = await givenMail()
    const stranger = await givenLeft(shop)
    const back = await entered(shop, returnToken, stranger.visitor)
    const { body } = await back.call('GET /v1/widget/conversations')
    expect(body.items.map(({ id }) => id)).not.toContain(stranger.id)
    await stranger.visitor.call('GET /v1/widget/me')
    await sql`insert into contact_external_ids (organization_id, type, value, chat_user_id)
      values (${shop.id}, 'user', 'known', ${stranger.visitor.id})`
    expect(await refusedAs(shop, returnToken, stranger.visitor)).toBe('signed_in_as_another')
    expect(back.id).toBe(visitor.id)
  })

  test('says nothing of who comes where somebody else vouches for them and the address is unproved', async () => {
    const shop = await givenOrganization(house)
    const { visitor, email, id } = await givenLeft(shop, { proved: false })
    await sql`insert into contact_external_ids (organization_id, type, value, chat_user_id)
      values (${shop.id}, 'user', 'ada', ${visitor.id})`
    await reply(shop, id, 'Yes')
    pass(2)
    await due()
    expect(tokenIn(mailTo(email))).toBe('')
    expect(mailTo(email)?.text).toContain('Sign in on the website')
  })
})

describe('no more mails', () => {
  test('by one request without a sign-in, as mail programs send it; looking is not asking', async () => {
    const shop = await givenOrganization(house)
    const { visitor, email, id } = await givenLeft(shop)
    await reply(shop, id, 'One')
    pass(2)
    await due()
    const mail = mailTo(email)
    const stop = stopIn(mail)
    expect(mail?.headers['list-unsubscribe']).toBe(`<${stop}>`)
    expect(mail?.headers['list-unsubscribe-post']).toBe('List-Unsubscribe=One-Click')
    expect((await fetch(stop)).status).toBe(200)
    await reply(shop, id, 'Two')
    pass(2)
    await due()
    expect(mailsTo(email)).toHaveLength(2)
    const body = new URLSearchParams({ 'List-Unsubscribe': 'One-Click' })
    expect((await fetch(stop, { method: 'POST', body })).status).toBe(200)
    await reply(shop, id, 'Three')
    pass(2)
    await due()
    expect(mailsTo(email)).toHaveLength(2)
    await visitor.call('DELETE /v1/widget/me')
    const again = await givenLeft(shop, { email })
    await reply(shop, again.id, 'Four')
    pass(2)
    await due()
    expect(mailsTo(email)).toHaveLength(2)
  })

  test('not by a link that was made up', async () => {
    const shop = await givenOrganization(house)
    const made = `${house.server.url}/unsubscribe/${shop.id.slice(4)}.${'a'.repeat(43)}.${'a'.repeat(43)}`
    expect((await fetch(made, { method: 'POST' })).status).toBe(404)
  })
})

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
    const rows = await sql<{ key: string }[]>`
      select key from graphile_worker._private_jobs where key = any(${keys}) order by id`
    return rows.map(({ key }) => key)
  }
  await sql`update graphile_worker._private_jobs set updated_at = now() - interval '8 days' where key = any(${keys})`
  await sql`update graphile_worker._private_jobs set attempts = max_attempts where key = ${keys[0] ?? ''}`
  await sql`update graphile_worker._private_jobs set updated_at = now() - interval '6 days' where key = ${keys[0] ?? ''}`
  expect(await left()).toEqual(keys)
  await sql`update graphile_worker._private_jobs set updated_at = now() - interval '8 days' where key = ${keys[0] ?? ''}`
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
    sql<
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
  expect(await sql`select from mails where chat_user_id = ${visitor.id}`).toHaveLength(0)
})
