import { describe, expect, test } from 'vitest'
import { givenConversation } from '../testing/conversation.ts'
import { givenMailHouse, tokenIn } from '../testing/mail-house.ts'
import { givenOrganization } from '../testing/organization.ts'
import { openSocket } from '../testing/socket.ts'

// What was answered after the visitor has left, by a real mail server.

const world = givenMailHouse()
const { house, received, mailTo, mailsTo, now, pass, due, reply, givenLeft, entered } = world

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
    const [job] = await world.sql<
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
      await world.sql`select key, revision, payload from graphile_worker._private_jobs where key like ${`%${id}`}`
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
    await world.sql`update graphile_worker._private_jobs set attempts = 1, locked_by = 'gone', locked_at = now() - interval '4 minutes'
      where key like ${`%${id}`}`
    await house.server.jobs?.release()
    await due()
    expect(mailsTo(email)).toEqual([])
    await world.sql`update graphile_worker._private_jobs set locked_at = now() - interval '6 minutes' where locked_by = 'gone'`
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
    await world.sql.unsafe(`
      with made as (insert into chat_users (organization_id, id, name, email)
        select '${shop.id}', 'cu_victim' || lpad(n::text, 15, '0'), 'canary name', 'victim' || case when n % 2 = 0 then '+' || n else '' end || '@people.test' from generate_series(1, 1000) n returning id)
      insert into conversations (organization_id, id, number, chat_user_id, page_url, subject, last_seq)
        select '${shop.id}', 'conv_' || substr(id, 4), 1000 + row_number() over (), id, '${shop.origin}/canary', 'canary', 1 from made`)
    await world.sql`insert into messages (organization_id, id, conversation_id, seq, sender_type, chat_user_id, content)
      select organization_id, 'msg_' || substr(id, 6), id, 1, 'user', chat_user_id, 'canary https://evil.test' from conversations
      where organization_id = ${shop.id} and subject = 'canary'`
    await world.sql`insert into messages (organization_id, id, conversation_id, seq, sender_type, member_id, content, created_at)
      select organization_id, 'msg_a' || substr(id, 7), id, 2, 'agent', ${shop.owner.id}, 'canary quoted', ${now().toISOString()} from conversations
      where organization_id = ${shop.id} and subject = 'canary'`
    await world.sql`select graphile_worker.add_job('mailAnswer', json_build_object('organizationId', organization_id, 'conversationId', id))
      from conversations where organization_id = ${shop.id} and subject = 'canary'`
    await reply(shop, conversation.id, 'Not for the victim.')
    await world.sql`analyze`
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
