import { describe, expect, test } from 'vitest'
import { givenHouse } from '../testing/house.ts'
import { givenPerson, newAddress, personAt } from '../testing/person.ts'
import { givenSmtp, linkIn } from '../testing/smtp.ts'

// Signing up as a browser does it, with mail over real SMTP.

const settings: Record<string, string> = {}
const { mailTo } = givenSmtp(settings)
const house = givenHouse(settings)

describe('signing up', () => {
  test('asks to confirm the address by mail before anything else', async () => {
    const who = personAt(house)
    const email = newAddress()
    const password = 'a long enough password'
    await who.post('/sign-up/email', { name: 'Anna', email, password })
    expect((await who.post('/sign-in/email', { email, password })).status).toBe(403)
    const mail = mailTo(email)
    expect(mail?.subject).toBe('Confirm your e-mail address')
    expect(linkIn(mail?.text).origin).toBe(house.server.url)
    const link = linkIn(mail?.text)
    await who.get(link.pathname.replace('/api/auth', '') + link.search)
    expect((await who.post('/sign-in/email', { email, password })).status).toBe(200)
  })

  test('refuses a short password', async () => {
    const { status } = await personAt(house).post('/sign-up/email', {
      name: 'Anna',
      email: newAddress(),
      password: 'short',
    })
    expect(status).toBe(400)
  })

  test('leaves no token in a log', async () => {
    const { email } = await givenPerson(house, mailTo)
    const token = linkIn(mailTo(email)?.text).searchParams.get('token') ?? ''
    expect(token.length).toBeGreaterThan(20)
    expect(house.logs()).not.toContain(token)
    expect(house.logs()).not.toContain(email)
  })
})
