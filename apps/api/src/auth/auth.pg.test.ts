import { createHmac } from 'node:crypto'
import { nanoid } from 'nanoid'
import PostalMime from 'postal-mime'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { freePort } from '../free-port.ts'
import { newId } from '../ids.ts'
import { givenConversation } from '../testing/conversation.ts'
import { givenHouse } from '../testing/house.ts'
import { givenOrganization } from '../testing/organization.ts'

// Sign-up, verification, invitations, roles and two-factor as a browser does them, with mail over real SMTP.

interface Received {
  to: string
  subject: string
  text: string
}

const received: Received[] = []
const settings: Record<string, string> = {}
const smtp = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS'],
  onData(stream, session, done) {
    const chunks: Buffer[] = []
    stream.on('data', chunk => chunks.push(chunk))
    stream.on('end', async () => {
      const mail = await PostalMime.parse(Buffer.concat(chunks))
      received.push({
        to: session.envelope.rcptTo[0]?.address ?? '',
        subject: mail.subject ?? '',
        text: mail.text ?? '',
      })
      done()
    })
  },
})
beforeAll(async () => {
  const port = await freePort('127.0.0.1')
  await new Promise<void>(resolve => smtp.listen(port, '127.0.0.1', resolve))
  settings.SMTP_URL = `smtp://127.0.0.1:${port}`
})
afterAll(() => new Promise<void>(resolve => smtp.close(resolve)))
const house = givenHouse(settings)

/** A browser's view of Better Auth: it keeps cookies and says where it comes from. */
function person() {
  const jar = new Map<string, string>()
  const send = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
    const response = await fetch(`${house.server.url}/api/auth${path}`, {
      method,
      redirect: 'manual',
      headers: {
        origin: house.server.url,
        cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; '),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? []
      if (/max-age=0/i.test(cookie)) jar.delete(name)
      else jar.set(name, value)
    }
    const text = await response.text()
    return {
      status: response.status,
      body: text.startsWith('{') || text.startsWith('[') ? JSON.parse(text) : null,
      headers: response.headers,
    }
  }
  return {
    get: (path: string, headers?: Record<string, string>) => send('GET', path, undefined, headers),
    post: (path: string, body: unknown = {}, headers?: Record<string, string>) =>
      send('POST', path, body, headers),
    api: (path: string, method = 'GET', body?: unknown) =>
      fetch(house.server.url + path, {
        method,
        headers: {
          origin: house.server.url,
          cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; '),
          ...(body !== undefined && { 'content-type': 'application/json' }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      }),
  }
}

const newAddress = () =>
  `${nanoid(10)
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, 'x')}@people.test`
const mailTo = (address: string) => received.findLast(({ to }) => to === address)
const linkIn = (text = '') => new URL(/https?:\/\/\S+/.exec(text)?.[0] ?? '')

/** Signs up, follows the link in the mail, and is signed in. */
async function givenPerson(email = newAddress()) {
  const who = person()
  const password = `long enough ${nanoid(6)}`
  expect((await who.post('/sign-up/email', { name: 'Anna', email, password })).status).toBe(200)
  const link = linkIn(mailTo(email)?.text)
  await who.get(link.pathname.replace('/api/auth', '') + link.search)
  return { ...who, email, password }
}

describe('signing up', () => {
  test('asks to confirm the address by mail before anything else', async () => {
    const who = person()
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
    const { status } = await person().post('/sign-up/email', {
      name: 'Anna',
      email: newAddress(),
      password: 'short',
    })
    expect(status).toBe(400)
  })

  test('leaves no token in a log', async () => {
    const { email } = await givenPerson()
    const token = linkIn(mailTo(email)?.text).searchParams.get('token') ?? ''
    expect(token.length).toBeGreaterThan(20)
    expect(house.logs()).not.toContain(token)
    expect(house.logs()).not.toContain(email)
  })
})

describe('an organization', () => {
  test('is created with a widget key that only its members read, and its settings only change in one place', async () => {
    const anna = await givenPerson()
    const created = await anna.post('/organization/create', {
      name: 'Bakery',
      slug: nanoid(8).toLowerCase(),
      chatApiKey: 'pk_mine_mine_mine_mine',
      chatTheme: 'dark',
    })
    expect(created.status).toBe(200)
    expect(created.body.chatApiKey).toBeUndefined()
    const settings = await (await anna.api('/v1/settings')).json()
    expect(settings.chatApiKey).toMatch(/^pk_/)
    expect(settings.chatApiKey).not.toBe('pk_mine_mine_mine_mine')
    expect(settings.chatTheme).toBe('auto')
    const changed = await anna.post('/organization/update', {
      organizationId: created.body.id,
      data: { name: 'Other' },
    })
    expect([changed.status, changed.body.detail]).toEqual([400, 'Settings change by PATCH /v1/settings'])
  })

  test('is joined by invitation, by the one whom it names, once their address is confirmed', async () => {
    const anna = await givenPerson()
    const { body: bakery } = await anna.post('/organization/create', {
      name: 'Bakery',
      slug: nanoid(8).toLowerCase(),
    })
    const address = newAddress()
    const invited = await anna.post('/organization/invite-member', {
      email: address,
      role: 'member',
      organizationId: bakery.id,
    })
    expect(invited.status).toBe(200)
    const mail = mailTo(address)
    expect(mail?.subject).toBe('Join Bakery on Halloo')
    expect(linkIn(mail?.text).href).toBe(`${house.server.url}/accept-invitation/${invited.body.id}`)

    const stranger = await givenPerson()
    expect(
      (await stranger.post('/organization/accept-invitation', { invitationId: invited.body.id })).status,
    ).toBe(403)
    const ben = await givenPerson(address)
    expect(
      (await ben.post('/organization/accept-invitation', { invitationId: invited.body.id })).status,
    ).toBe(200)
    const me = await (await ben.api('/v1/members/me')).json()
    expect(me).toMatchObject({ role: 'agent', organization: { name: 'Bakery' } })
  })

  test('is handed over, left and deleted by its owner alone', async () => {
    const anna = await givenPerson()
    const { body: bakery } = await anna.post('/organization/create', {
      name: 'Bakery',
      slug: nanoid(8).toLowerCase(),
    })
    const ben = await givenPerson()
    const invited = await anna.post('/organization/invite-member', {
      email: ben.email,
      role: 'admin',
      organizationId: bakery.id,
    })
    await ben.post('/organization/accept-invitation', { invitationId: invited.body.id })
    const { id: memberId } = await (await ben.api('/v1/members/me')).json()
    expect((await ben.post('/organization/delete', { organizationId: bakery.id })).status).toBe(403)
    expect(
      (
        await ben.post('/organization/update-member-role', {
          memberId,
          role: 'owner',
          organizationId: bakery.id,
        })
      ).status,
    ).toBe(403)
    expect(
      (
        await anna.post('/organization/update-member-role', {
          memberId,
          role: 'owner',
          organizationId: bakery.id,
        })
      ).status,
    ).toBe(200)
    expect((await anna.post('/organization/leave', { organizationId: bakery.id })).status).toBe(200)
    expect((await anna.api('/v1/settings')).status).toBe(401)
    expect((await ben.post('/organization/delete', { organizationId: bakery.id })).status).toBe(200)
    expect((await ben.api('/v1/settings')).status).toBe(401)
  })

  test('lets its people switch between several', async () => {
    const anna = await givenPerson()
    const [one, two] = [
      (await anna.post('/organization/create', { name: 'One', slug: nanoid(8).toLowerCase() })).body,
      (await anna.post('/organization/create', { name: 'Two', slug: nanoid(8).toLowerCase() })).body,
    ]
    for (const { id, name } of [one, two]) {
      await anna.post('/organization/set-active', { organizationId: id })
      expect(await (await anna.api('/v1/settings')).json()).toMatchObject({ id, name })
    }
  })
})

describe('a member', () => {
  test('cannot raise their own role or capacity by any door', async () => {
    const shop = await givenOrganization(house)
    const agent = await shop.member('agent')
    const { members } = { members: `${house.server.url}/api/auth/organization/update-member-role` }
    const raised = await fetch(members, {
      method: 'POST',
      headers: { ...agent.headers, 'content-type': 'application/json' },
      body: JSON.stringify({ memberId: agent.id, role: 'owner', organizationId: shop.id }),
    })
    expect(raised.status).toBe(403)
    for (const body of [{ chatRole: 'supervisor' }, { chatMaxConcurrentChats: 1000 }, { role: 'owner' }]) {
      expect((await agent.refused('PATCH /v1/members/me', { body })).body.code).toBe('validation_failed')
      expect(
        (await agent.refused('PATCH /v1/members/:memberId', { params: { memberId: agent.id }, body })).status,
      ).toBe(403)
    }
    expect((await agent.call('GET /v1/members/me')).body).toMatchObject({
      role: 'agent',
      chatMaxConcurrentChats: 8,
    })
  })

  test('who is removed loses access at once, and every conversation keeps its history', async () => {
    const shop = await givenOrganization(house)
    const [agent, visitor] = [await shop.member('agent'), await shop.visitor()]
    const { conversation } = await givenConversation(visitor)
    const params = { conversationId: conversation.id }
    await agent.call('POST /v1/conversations/:conversationId/accept', { params })
    await agent.call('POST /v1/conversations/:conversationId/messages', {
      params,
      body: { id: newId('message'), content: 'I was here' },
    })
    const removed = await fetch(`${house.server.url}/api/auth/organization/remove-member`, {
      method: 'POST',
      headers: { ...shop.owner.headers, 'content-type': 'application/json' },
      body: JSON.stringify({ memberIdOrEmail: agent.id, organizationId: shop.id }),
    })
    expect(removed.status).toBe(200)
    expect((await agent.refused('GET /v1/counts')).status).toBe(401)
    const { items } = (await shop.owner.call('GET /v1/members')).body
    expect(items.find(({ id }) => id === agent.id)?.leftAt).not.toBeNull()
    const messages = (await shop.owner.call('GET /v1/conversations/:conversationId/messages', { params }))
      .body.items
    expect(messages.find(({ content }) => content === 'I was here')?.senderId).toBe(agent.id)
    const history = (await shop.owner.call('GET /v1/conversations/:conversationId/assignments', { params }))
      .body.items
    expect(history.map(({ reason, agentId }) => [reason, agentId])).toEqual([
      ['accept', agent.id],
      ['removed', null],
    ])
    const queue = await shop.owner.call('GET /v1/conversations', { query: { view: 'queue' } })
    expect(queue.body.items.map(({ id }) => id)).toEqual([conversation.id])
  })
})

describe('a session', () => {
  test('on which a foreign site rides is refused', async () => {
    const shop = await givenOrganization(house)
    const { cookie } = shop.owner
    for (const origin of ['https://evil.test', 'null', undefined]) {
      const headers: Record<string, string> = {
        cookie,
        ...(origin && { origin }),
        'content-type': 'application/json',
      }
      const answer = await fetch(`${house.server.url}/v1/departments`, {
        method: 'POST',
        headers,
        body: '{"name":"x"}',
      })
      expect([answer.status, (await answer.json()).code]).toEqual([403, 'csrf_rejected'])
    }
  })

  test('ends everywhere when the password is reset', async () => {
    const anna = await givenPerson()
    await anna.post('/organization/create', { name: 'Bakery', slug: nanoid(8).toLowerCase() })
    await person().post('/request-password-reset', { email: anna.email, redirectTo: '/reset-password' })
    const link = linkIn(mailTo(anna.email)?.text)
    const token = link.pathname.split('/').at(-1)
    expect(
      (await person().post('/reset-password', { newPassword: 'another long password', token })).status,
    ).toBe(200)
    expect((await anna.api('/v1/settings')).status).toBe(401)
    expect(
      (await person().post('/sign-in/email', { email: anna.email, password: anna.password })).status,
    ).toBe(401)
    expect(
      (await person().post('/sign-in/email', { email: anna.email, password: 'another long password' }))
        .status,
    ).toBe(200)
  })

  test('asks for a second factor once it is switched on', async () => {
    const anna = await givenPerson()
    const enabled = await anna.post('/two-factor/enable', { password: anna.password })
    expect(enabled.body.totpURI).toMatch(/^otpauth:\/\/totp\/Halloo/)
    const code = totp(new URL(enabled.body.totpURI).searchParams.get('secret') ?? '')
    expect((await anna.post('/two-factor/verify-totp', { code })).status).toBe(200)
    const again = await person().post('/sign-in/email', { email: anna.email, password: anna.password })
    expect(again.body).toMatchObject({ twoFactorRedirect: true })
  })
})

/** What an authenticator app shows now. https://www.rfc-editor.org/rfc/rfc6238 */
function totp(secret: string) {
  const bits = [...secret]
    .map(c => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(c).toString(2).padStart(5, '0'))
    .join('')
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map(byte => Number.parseInt(byte, 2)))
  const step = Buffer.alloc(8)
  step.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000)))
  const hash = createHmac('sha1', key).update(step).digest()
  const number = hash.readUInt32BE((hash.at(-1) ?? 0) & 15) & 0x7fffffff
  return String(number % 1_000_000).padStart(6, '0')
}
