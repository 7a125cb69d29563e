import { describe, expect, test } from 'vitest'
import { givenOrganization } from '../../testing/organization.ts'
import { givenPicturesHouse, png } from '../../testing/pictures-house.ts'

// Which pictures a look names: those are kept, and others go away.

const DAY = 24 * 60 * 60 * 1000
const world = givenPicturesHouse()
const { house, upload, addressOf, open, save, publish, putAhead } = world

describe('a look that names a picture', () => {
  test('shows it from this server, wherever it is worn', async () => {
    const address = await addressOf(await png())
    await save({
      launcher: { picture: address },
      header: { style: 'picture', picture: address, logo: address },
    })
    await publish()
    const loader = await (await fetch(`${house.server.url}/widget/${world.shop.key}.json`)).json()
    expect(loader.settings.css.split(`url("${house.server.url}${address}")`)).toHaveLength(4)
    const { body } = await world.shop.owner.call('GET /v1/theme')
    expect(body.published.tokens.header.logo).toBe(address)
  })

  test('is refused where the picture is another organization’s, just as where there is none', async () => {
    const other = await givenOrganization(house)
    const theirs = await addressOf(await png(), other.owner)
    const none = theirs.replace(/pic_.*/, `pic_${'x'.repeat(21)}.png`)
    const mine = await addressOf(await png())
    for (const logo of [theirs, none]) {
      const { status, body } = await world.shop.owner.refused('PUT /v1/theme', {
        body: { launcher: { picture: mine }, header: { logo } },
      })
      expect(status).toBe(422)
      expect(body.errors).toEqual([{ pointer: '/header/logo', code: 'not_allowed_value' }])
    }
  })
})

describe('pictures that no look names', () => {
  const nextDay = async () => {
    putAhead(DAY + 1000)
    await upload(await png())
  }
  const isThere = async (address: string) => (await open(address)).status === 200

  test('go away after a day, and answer as if they had never been', async () => {
    const [gone, drafted] = [await addressOf(await png()), await addressOf(await png())]
    await save({ header: { logo: drafted } })
    await nextDay()
    expect(await isThere(drafted)).toBe(true)
    const answers = await Promise.all(
      [gone, gone.replace(/pic_.*/, `pic_${'x'.repeat(21)}.png`), '/widget/pictures/a/b.png'].map(
        async at => {
          const answer = await open(at)
          const { requestId: _, ...body } = await answer.json()
          return { status: answer.status, cache: answer.headers.get('cache-control'), body }
        },
      ),
    )
    expect(answers[0]).toMatchObject({ status: 404, cache: 'no-store', body: { code: 'not_found' } })
    expect(new Set(answers.map(answer => JSON.stringify(answer))).size).toBe(1)
  })

  test('stay as long as a version names them that one may go back to', async () => {
    const address = await addressOf(await png())
    await save({ launcher: { picture: address } })
    await publish()
    await save({ radius: 4 })
    await publish()
    await nextDay()
    const { items } = (await world.shop.owner.call('GET /v1/theme/versions')).body
    const params = { themeVersionId: items[1]?.id ?? '' }
    await world.shop.owner.call('POST /v1/theme/versions/:themeVersionId/restore', { params })
    expect(await isThere(address)).toBe(true)
  })

  test('leave with the draft that named them; not those of another organization', async () => {
    const other = await givenOrganization(house)
    const theirs = await addressOf(await png(), other.owner)
    const address = await addressOf(await png())
    await save({ launcher: { picture: address } })
    await save({})
    await nextDay()
    expect([await isThere(address), await isThere(theirs)]).toEqual([false, true])
    expect(
      (await world.shop.owner.refused('PUT /v1/theme', { body: { launcher: { picture: address } } })).status,
    ).toBe(422)
  })

  test('come back by another upload', async () => {
    const bytes = await png()
    const first = await addressOf(bytes)
    await nextDay()
    const second = await addressOf(bytes)
    expect(second).not.toBe(first)
    expect([await isThere(first), await isThere(second)]).toEqual([false, true])
  })

  test('are held by uploading them again', async () => {
    const bytes = await png()
    const address = await addressOf(bytes)
    putAhead(DAY - 1000)
    await upload(bytes)
    await nextDay()
    expect(await isThere(address)).toBe(true)
  })
})
