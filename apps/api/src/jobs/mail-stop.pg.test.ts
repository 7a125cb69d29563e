import { describe, expect, test } from 'vitest'
import { givenMailHouse } from '../testing/mail-house.ts'
import { givenOrganization } from '../testing/organization.ts'
import type { ReceivedMail } from '../testing/smtp.ts'

// Who asks for no more mails gets none.

const { house, mailTo, mailsTo, pass, due, reply, givenLeft } = givenMailHouse()

const stopIn = (mail: ReceivedMail | undefined) =>
  /https?:\S+\/unsubscribe\/\S+/.exec(mail?.text ?? '')?.[0] ?? ''

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
