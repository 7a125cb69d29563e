import { describe, expect, test } from 'vitest'
import { callerOf } from '../../testing/caller.ts'
import { givenHouse } from '../../testing/house.ts'
import { givenIdentity } from '../../testing/identity.ts'
import { givenOrganization, type TestOrganization } from '../../testing/organization.ts'

// What somebody's browser says of them with their first act: what they read, and where they are.

const house = givenHouse()

async function come(shop: TestOrganization, said: object) {
  const at = callerOf(house, { origin: shop.origin })
  const { body } = await at.call('POST /v1/widget/sessions', { body: { key: shop.key, ...said } })
  const { body: contact } = await shop.owner.call('GET /v1/chat-users/:chatUserId', {
    params: { chatUserId: body.visitor.id },
  })
  return contact
}

describe('a visitor', () => {
  test('is known by language and time zone, to the team and to themselves', async () => {
    const shop = await givenOrganization(house)
    const said = { language: 'pt-BR', timeZone: 'America/Sao_Paulo' }
    expect(await come(shop, said)).toMatchObject(said)
    const nothing = await come(shop, {})
    expect(nothing).toMatchObject({ language: null, timeZone: null })
  })

  test('who is known is where they came from last; who says nothing of it stays where they were', async () => {
    const shop = await givenOrganization(house)
    const { token } = await givenIdentity(shop)
    const arrive = (said: object) => come(shop, { identityToken: token({ sub: 'ada' }), ...said })
    const { id } = await arrive({ language: 'de', timeZone: 'Europe/Berlin' })
    const abroad = { id, language: 'ja', timeZone: 'Asia/Tokyo' }
    expect(await arrive({ language: 'ja', timeZone: 'Asia/Tokyo' })).toMatchObject(abroad)
    expect(await arrive({})).toMatchObject(abroad)
  })

  test.each([
    [{ language: 'de-DE-u-co-phonebk', timeZone: 'Europe/Berlin' }, 'de-DE', 'Europe/Berlin'],
    [{ language: 'en-US@posix', timeZone: 'Etc/Unknown' }, null, null],
    [{ language: '', timeZone: '' }, null, null],
    [{ language: 'zh-Hant-TW', timeZone: '+02:00' }, 'zh-Hant-TW', null],
    [{ language: '<b>', timeZone: 'Mars/Olympus_Mons' }, null, null],
    [{ language: '__proto__', timeZone: 'constructor' }, null, null],
  ])('who says %j may write all the same', async (said, language, timeZone) => {
    const shop = await givenOrganization(house)
    expect(await come(shop, said)).toMatchObject({ language, timeZone })
  })

  test.each([
    [{ language: 7 }, '/language', 'expected_string'],
    [{ timeZone: ['Europe/Berlin'] }, '/timeZone', 'expected_string'],
    [{ timeZone: 'A'.repeat(101) }, '/timeZone', 'too_long'],
    [{ language: 'de\0' }, '/language', 'control_character'],
  ])('who says %j is refused', async (said, pointer, code) => {
    const shop = await givenOrganization(house)
    const at = callerOf(house, { origin: shop.origin })
    const { status, body } = await at.refused('POST /v1/widget/sessions', {
      body: { key: shop.key, ...said },
    })
    expect(status).toBe(422)
    expect(body.errors).toEqual([{ pointer, code }])
  })
})
