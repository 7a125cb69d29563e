import { nanoid } from 'nanoid'
import { describe, expect, test } from 'vitest'
import { givenHouse } from '../testing/house.ts'
import { givenPerson, newAddress } from '../testing/person.ts'
import { givenSmtp, linkIn } from '../testing/smtp.ts'

// Organizations and invitations as a browser meets them.

const settings: Record<string, string> = {}
const { mailTo } = givenSmtp(settings)
const house = givenHouse(settings)

describe('an organization', () => {
  test('is created with a widget key that only its members read, and its settings only change in one place', async () => {
    const anna = await givenPerson(house, mailTo)
    const created = await anna.post('/organization/create', {
      name: 'Bakery',
      slug: nanoid(8).toLowerCase(),
      chatApiKey: 'pk_mine_mine_mine_mine',
      chatTheme: 'dark',
    })
    expect(created.status).toBe(200)
    expect(created.body.chatApiKey).toBeUndefined()
    const settings = (await anna.api('/v1/settings')).body
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
    const anna = await givenPerson(house, mailTo)
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

    const stranger = await givenPerson(house, mailTo)
    expect(
      (await stranger.post('/organization/accept-invitation', { invitationId: invited.body.id })).status,
    ).toBe(403)
    const ben = await givenPerson(house, mailTo, address)
    expect(
      (await ben.post('/organization/accept-invitation', { invitationId: invited.body.id })).status,
    ).toBe(200)
    const me = (await ben.api('/v1/members/me')).body
    expect(me).toMatchObject({ role: 'agent', organization: { name: 'Bakery' } })
  })

  test('is handed over, left and deleted by its owner alone', async () => {
    const anna = await givenPerson(house, mailTo)
    const { body: bakery } = await anna.post('/organization/create', {
      name: 'Bakery',
      slug: nanoid(8).toLowerCase(),
    })
    const ben = await givenPerson(house, mailTo)
    const invited = await anna.post('/organization/invite-member', {
      email: ben.email,
      role: 'admin',
      organizationId: bakery.id,
    })
    await ben.post('/organization/accept-invitation', { invitationId: invited.body.id })
    const { id: memberId } = (await ben.api('/v1/members/me')).body
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
    const anna = await givenPerson(house, mailTo)
    const [one, two] = [
      (await anna.post('/organization/create', { name: 'One', slug: nanoid(8).toLowerCase() })).body,
      (await anna.post('/organization/create', { name: 'Two', slug: nanoid(8).toLowerCase() })).body,
    ]
    for (const { id, name } of [one, two]) {
      await anna.post('/organization/set-active', { organizationId: id })
      expect((await anna.api('/v1/settings')).body).toMatchObject({ id, name })
    }
  })
})
