import { describe, expect, test } from 'vitest'
import { givenConversation } from '../testing/conversation.ts'
import { givenMailHouse, type Left, tokenIn } from '../testing/mail-house.ts'
import { givenOrganization } from '../testing/organization.ts'
import { newAddress } from '../testing/person.ts'
import type { ReceivedMail } from '../testing/smtp.ts'

// The link in a mail, which leads back to what was answered.

const world = givenMailHouse()
const { house, mailTo, pass, due, reply, givenLeft, entered, refusedAs } = world

describe('the link back', () => {
  async function givenMail(more: Partial<Left> = {}) {
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
    await world.sql`insert into contact_external_ids (organization_id, type, value, chat_user_id)
      values (${shop.id}, 'user', 'known', ${stranger.visitor.id})`
    expect(await refusedAs(shop, returnToken, stranger.visitor)).toBe('signed_in_as_another')
    expect(back.id).toBe(visitor.id)
  })

  test('says nothing of who comes where somebody else vouches for them and the address is unproved', async () => {
    const shop = await givenOrganization(house)
    const { visitor, email, id } = await givenLeft(shop, { proved: false })
    await world.sql`insert into contact_external_ids (organization_id, type, value, chat_user_id)
      values (${shop.id}, 'user', 'ada', ${visitor.id})`
    await reply(shop, id, 'Yes')
    pass(2)
    await due()
    expect(tokenIn(mailTo(email))).toBe('')
    expect(mailTo(email)?.text).toContain('Sign in on the website')
  })
})
