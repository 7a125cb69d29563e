import { DEFAULT_THEME, PRESETS, type Theme, theme, wear } from '@halloo/protocol'
import postgres from 'postgres'
import { beforeEach, describe, expect, test } from 'vitest'
import { givenHouse } from '../../testing/house.ts'
import { givenOrganization, type TestOrganization } from '../../testing/organization.ts'
import { openSocket } from '../../testing/socket.ts'

const house = givenHouse()
let shop: TestOrganization
beforeEach(async () => {
  shop = await givenOrganization(house)
})

const save = async (body: object) => (await shop.owner.call('PUT /v1/theme', { body })).body
const publish = async () => (await shop.owner.call('POST /v1/theme/publish')).body
const read = async () => (await shop.owner.call('GET /v1/theme')).body
const versions = async () => (await shop.owner.call('GET /v1/theme/versions')).body.items
const loaderOf = async ({ key }: TestOrganization) =>
  (await (await fetch(`${house.server.url}/widget/${key}.json`)).json()).settings
const errorsOf = async (body: object) => (await shop.owner.refused('PUT /v1/theme', { body })).body.errors

describe('the look of an organization', () => {
  test('is the default before anybody has touched it', async () => {
    expect(await read()).toMatchObject({
      published: { id: null, number: 1, tokens: DEFAULT_THEME, savedBy: null },
      draft: null,
      version: 1,
    })
    expect(await versions()).toEqual([])
  })

  test('is drafted unseen, published, and rolled back', async () => {
    const before = await loaderOf(shop)
    const drafted = await save({ radius: 4 })
    expect(drafted).toMatchObject({ draft: { number: null, savedBy: shop.owner.id }, version: 2 })
    expect(await loaderOf(shop)).toEqual(before)

    const published = await publish()
    expect(published).toMatchObject({ draft: null, published: { number: 2, tokens: { radius: 4 } } })
    expect((await loaderOf(shop)).css).toContain('--hl-radius:4px')

    const [, first] = await versions()
    const params = { themeVersionId: first?.id ?? '' }
    const restored = await shop.owner.call('POST /v1/theme/versions/:themeVersionId/restore', { params })
    expect(restored.body.published).toMatchObject({ number: 3, tokens: DEFAULT_THEME })
    expect(await loaderOf(shop)).toEqual(before)
    expect((await versions()).map(({ number }) => number)).toEqual([3, 2, 1])
  })

  test('keeps its draft while a former look is restored', async () => {
    await save({ radius: 4 })
    await publish()
    const draft = (await save({ radius: 8 })).draft
    const [, first] = await versions()
    const params = { themeVersionId: first?.id ?? '' }
    const { body } = await shop.owner.call('POST /v1/theme/versions/:themeVersionId/restore', { params })
    expect(body.draft).toEqual(draft)
  })

  test('has no draft any more when that says what is published', async () => {
    await save({ radius: 4 })
    const { draft, version } = await save({})
    expect(draft).toBeNull()
    expect(version).toBe(3)
    const refused = await shop.owner.refused('POST /v1/theme/publish')
    expect(refused).toMatchObject({ status: 409, body: { code: 'conflict' } })
  })

  test('cannot be restored from a draft', async () => {
    const { draft } = await save({ radius: 4 })
    const params = { themeVersionId: draft?.id ?? '' }
    const refused = await shop.owner.refused('POST /v1/theme/versions/:themeVersionId/restore', { params })
    expect(refused.status).toBe(404)
  })

  test('is not overwritten by somebody who has not seen the newest', async () => {
    const { version } = await save({ radius: 4 })
    const put = (ifMatch: number, radius: number) =>
      fetch(`${house.server.url}/v1/theme`, {
        method: 'PUT',
        headers: {
          cookie: shop.owner.cookie,
          origin: house.server.url,
          'content-type': 'application/json',
          'if-match': `"${ifMatch}"`,
        },
        body: JSON.stringify({ radius }),
      })
    expect((await put(version, 5)).status).toBe(200)
    expect((await put(version, 6)).status).toBe(412)
    expect((await read()).draft?.tokens.radius).toBe(5)
  })

  test('is published once by two who press at the same moment', async () => {
    await save({ radius: 4 })
    const statuses = await Promise.all(
      [shop.owner, await shop.member('admin')].map(
        async by => (await by.raw('POST /v1/theme/publish', {})).status,
      ),
    )
    expect(statuses.sort()).toEqual([200, 409])
    expect((await versions()).map(({ number }) => number)).toEqual([2, 1])
  })
})

describe('words that cannot be read', () => {
  test('are refused, with the nearest colour that can', async () => {
    const light = { brand: '#f28c28', onBrand: '#ffffff' }
    const errors = await errorsOf({ colors: { light } })
    expect(errors).toMatchObject([{ pointer: '/colors/light/brand', code: 'low_contrast' }])
    const suggested = { ...light, brand: errors?.[0]?.suggestion }
    expect((await save({ colors: { light: suggested } })).draft?.tokens.colors.light).toMatchObject(suggested)
  })

  test('are refused in every pair, by day and by night', async () => {
    const half = {
      header: '#888888',
      onHeader: '#999999',
      ground: '#ffffff',
      ink: '#cccccc',
      link: '#dddddd',
    }
    const errors = await errorsOf({ colors: { light: half, dark: half } })
    expect(errors?.map(({ pointer }) => pointer).sort()).toEqual(
      ['light', 'dark']
        .flatMap(day => ['header', 'ink', 'link'].map(name => `/colors/${day}/${name}`))
        .sort(),
    )
  })

  test('are refused through the settings, too', async () => {
    await save({ colors: { light: { onBrand: '#ffffff' } } })
    await publish()
    const { body } = await shop.owner.refused('PATCH /v1/settings', { body: { chatPrimaryColor: '#ffe600' } })
    expect(body.errors).toMatchObject([
      { pointer: '/chatPrimaryColor', code: 'low_contrast', suggestion: expect.stringMatching(/^#/) },
    ])
  })
})

describe('the three settings that are tokens', () => {
  test('publish a version when they change, and keep the other tokens', async () => {
    await save({ radius: 4, position: { desktop: { x: 40 } } })
    await publish()
    const body = { chatTheme: 'dark', chatPrimaryColor: '#1d4ed8', chatPosition: 'bottom-left' } as const
    await shop.owner.call('PATCH /v1/settings', { body })
    const { published } = await read()
    expect(published).toMatchObject({
      number: 3,
      tokens: {
        appearance: 'dark',
        radius: 4,
        colors: { light: { brand: '#1d4ed8' } },
        position: { desktop: { side: 'bottom-left', x: 40 }, phone: { side: 'bottom-left' } },
      },
    })
    expect(await loaderOf(shop)).toMatchObject(body)
  })

  test('say what the theme says', async () => {
    await save({ appearance: 'light', colors: { light: { brand: '#1d4ed8' } } })
    await publish()
    const { body } = await shop.owner.call('GET /v1/settings')
    expect(body).toMatchObject({ chatTheme: 'light', chatPrimaryColor: '#1d4ed8' })
  })

  test('publish nothing when they stay', async () => {
    await shop.owner.call('PATCH /v1/settings', { body: { chatPosition: 'bottom-right' } })
    expect((await read()).published.number).toBe(1)
  })
})

describe('open widgets', () => {
  test('hear of a publishing, in the organization and nowhere else, and read nothing but the look', async () => {
    const other = await givenOrganization(house)
    const [visitor, stranger] = [await shop.visitor(), await other.visitor()]
    const sockets = await Promise.all([visitor, stranger, shop.owner].map(one => openSocket(house, one)))
    const [mine, theirs, team] = sockets
    await Promise.all(sockets.map(socket => socket.frame('welcome')))
    await save({ launcher: { label: 'Ask us' } })
    expect((await team?.event('theme.saved'))?.data).toMatchObject({ draft: { savedBy: shop.owner.id } })
    await publish()
    const told = (await mine?.event('theme.published'))?.data
    const { css, chatTheme, chatPrimaryColor, chatPosition, launcherLabel } = await loaderOf(shop)
    expect(told).toEqual({ css, chatTheme, chatPrimaryColor, chatPosition, launcherLabel, version: 3 })
    expect((await team?.event('theme.published'))?.data).toEqual(await read())
    expect(mine?.frames.filter(frame => frame.t === 'event')).toHaveLength(1)
    await other.owner.call('PUT /v1/theme', { body: { radius: 0 } })
    await other.owner.call('POST /v1/theme/publish')
    const heard = (await theirs?.event('theme.published'))?.data
    expect(heard).toMatchObject({ css: expect.stringContaining('--hl-radius:0px') })
    await Promise.all(sockets.map(socket => socket.close()))
  })

  test('that were away hear of it when they are back', async () => {
    const visitor = await shop.visitor()
    const before = await openSocket(house, visitor)
    const { cursor } = await before.frame('welcome')
    await before.close()
    await shop.owner.call('PATCH /v1/settings', { body: { chatPrimaryColor: '#1d4ed8' } })
    const socket = await openSocket(house, visitor, cursor)
    expect((await socket.event('theme.published')).data).toMatchObject({ chatPrimaryColor: '#1d4ed8' })
    await socket.close()
  })
})

test('every preset can be published as it is', async () => {
  for (const preset of PRESETS) {
    const worn: Theme = { ...wear(DEFAULT_THEME, preset), spacing: 13 }
    await save(worn)
    expect((await publish()).published.tokens).toEqual(theme.parse(worn))
  }
})

test('who published is kept in the audit log', async () => {
  await save({ radius: 4 })
  const { published } = await publish()
  const owner = postgres(house.database.ownerUrl, { max: 1, onnotice: () => {} })
  const rows = await owner`
    select actor, target from audit_log where organization_id = ${shop.id} and action = 'theme.published'`
  await owner.end()
  expect([...rows]).toEqual([{ actor: `member:${shop.owner.id}`, target: published.id }])
})
