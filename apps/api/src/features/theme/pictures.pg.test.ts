import { PICTURE } from '@halloo/protocol'
import sharp from 'sharp'
import { beforeEach, describe, expect, test } from 'vitest'
import type { Caller } from '../../testing/caller.ts'
import { givenHouse } from '../../testing/house.ts'
import { givenOrganization, type TestOrganization } from '../../testing/organization.ts'
import { uploadFile } from '../../testing/upload.ts'

let ahead = 0
const house = givenHouse({}, () => new Date(Date.now() + ahead))
const DAY = 24 * 60 * 60 * 1000
let shop: TestOrganization
beforeEach(async () => {
  ahead = 0
  shop = await givenOrganization(house)
})

let shade = 0
/** A picture that nobody has uploaded before. */
const draw = (width = 40, height = 30) => {
  shade++
  const background = { r: shade % 256, g: Math.floor(shade / 256), b: 90 }
  return sharp({ create: { width, height, channels: 3, background } })
}
const png = async (width?: number, height?: number) => made(await draw(width, height).png().toBuffer())
const made = (bytes: Uint8Array) => Buffer.from(bytes) as Buffer<ArrayBuffer>

const upload = (bytes: Buffer<ArrayBuffer>, name = 'logo.png', by: Caller = shop.owner) =>
  uploadFile(by, '/v1/theme/pictures', bytes, name)
const addressOf = async (bytes: Buffer<ArrayBuffer>, by?: Caller) =>
  (await upload(bytes, 'logo.png', by)).body.address
const refused = async (bytes: Buffer<ArrayBuffer>, name: string) => {
  const { status, body } = await upload(bytes, name)
  return { status, code: body.code, detail: body.detail }
}
const open = (address: string, headers: Record<string, string> = {}) =>
  fetch(house.server.url + address, { headers })
const save = (body: object) => shop.owner.call('PUT /v1/theme', { body })
const publish = () => shop.owner.call('POST /v1/theme/publish')

describe('an uploaded picture', () => {
  test('is there for every page, for ever, and nothing in it is run', async () => {
    const bytes = await png()
    const { status, body } = await upload(bytes)
    expect(status).toBe(201)
    expect(body).toEqual({
      address: expect.stringMatching(/^\/widget\/pictures\/org_[\w-]{21}\/pic_[\w-]{21}\.png$/),
      ...{ contentType: 'image/png', width: 40, height: 30, size: expect.any(Number) },
    })
    const answer = await open(body.address, { origin: 'https://shop.example.com' })
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(bytes)
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'image/png',
      'cache-control': 'public, max-age=31536000, immutable',
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      'access-control-allow-origin': '*',
      'cross-origin-resource-policy': 'cross-origin',
    })
    const etag = answer.headers.get('etag') ?? ''
    expect((await open(body.address, { 'if-none-match': etag })).status).toBe(304)
  })

  test.each(['jpeg', 'webp'] as const)('may be %s, and is called what it is', async type => {
    const bytes = made(await draw().toFormat(type).toBuffer())
    const { body } = await upload(bytes, 'photo.png')
    expect(body).toMatchObject({ contentType: `image/${type}`, width: 40, height: 30 })
    expect((await open(body.address)).headers.get('content-type')).toBe(`image/${type}`)
  })

  test('stands once, however often it comes, in each organization', async () => {
    const bytes = await png()
    const addresses = await Promise.all([1, 2, 3, 4].map(() => addressOf(bytes)))
    expect(new Set([...addresses, await addressOf(bytes)]).size).toBe(1)
    const other = await givenOrganization(house)
    const theirs = await addressOf(bytes, other.owner)
    expect(theirs).not.toBe(addresses[0])
    expect((await open(theirs)).status).toBe(200)
  })

  test.each(['jpeg', 'webp'] as const)('says nothing of where it was taken: %s', async type => {
    const exif = { IFD0: { Copyright: 'Ada', ImageDescription: 'At home' } }
    const { body } = await upload(made(await draw().withExif(exif).toFormat(type).toBuffer()))
    const kept = Buffer.from(await (await open(body.address)).arrayBuffer())
    expect((await sharp(kept).metadata()).exif).toBeUndefined()
  })

  test('is uploaded by nobody who may not change the look', async () => {
    const agent = await shop.member('agent')
    expect((await upload(await png(), 'a.png', agent)).status).toBe(403)
    expect((await upload(await png(), 'a.png', await shop.visitor())).status).toBe(401)
  })
})

describe('what is no picture for a look', () => {
  const SVG = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
  const words = 'PNG, JPEG or WebP, and nothing that moves.'
  const moving = async (type: 'gif' | 'webp') => {
    const frames = await Promise.all(
      ['#000', '#fff'].map(background =>
        sharp({ create: { width: 8, height: 8, channels: 3, background } })
          .png()
          .toBuffer(),
      ),
    )
    return made(
      await sharp(frames, { join: { animated: true } })
        [type]()
        .toBuffer(),
    )
  }

  test.each([
    ['a drawing that may run', async () => made(Buffer.from(SVG)), 'file_type_not_allowed', words],
    ['a page', async () => made(Buffer.from('<!doctype html><p>Hello')), 'file_type_not_allowed', words],
    ['text', async () => made(Buffer.from('Hello')), 'file_content_mismatch', undefined],
    ['a still GIF', async () => made(await draw().gif().toBuffer()), 'file_type_not_allowed', words],
    ['a moving GIF', () => moving('gif'), 'file_type_not_allowed', words],
    ['a moving WebP', () => moving('webp'), 'file_type_not_allowed', words],
    ['a PDF', async () => made(Buffer.from('%PDF-1.7\n%%EOF')), 'file_type_not_allowed', words],
    ['half a picture', async () => (await png()).subarray(0, 30), 'file_content_mismatch', undefined],
    ['nothing', async () => made(Buffer.alloc(0)), 'file_empty', undefined],
    [
      'too many pixels',
      () => png(2001, 2000),
      'image_too_large',
      'At most 4,000,000 pixels, as 2,000 by 2,000.',
    ],
    [
      'far too many pixels',
      () => png(16000, 3000),
      'image_too_large',
      'At most 4,000,000 pixels, as 2,000 by 2,000.',
    ],
  ])('%s', async (_, bytesOf, code, detail) => {
    expect(await refused(await bytesOf(), 'logo.png')).toEqual({ status: 422, code, detail })
  })

  test('more than a mebibyte', async () => {
    const bytes = made(Buffer.concat([await png(), Buffer.alloc(PICTURE.size)]))
    const detail = 'A file may have up to 1 MiB.'
    expect(await refused(bytes, 'logo.png')).toEqual({ status: 413, code: 'payload_too_large', detail })
  })
})

describe('a look that names a picture', () => {
  test('shows it from this server, wherever it is worn', async () => {
    const address = await addressOf(await png())
    await save({
      launcher: { picture: address },
      header: { style: 'picture', picture: address, logo: address },
    })
    await publish()
    const loader = await (await fetch(`${house.server.url}/widget/${shop.key}.json`)).json()
    expect(loader.settings.css.split(`url("${house.server.url}${address}")`)).toHaveLength(4)
    const { body } = await shop.owner.call('GET /v1/theme')
    expect(body.published.tokens.header.logo).toBe(address)
  })

  test('is refused where the picture is another organization’s, just as where there is none', async () => {
    const other = await givenOrganization(house)
    const theirs = await addressOf(await png(), other.owner)
    const none = theirs.replace(/pic_.*/, `pic_${'x'.repeat(21)}.png`)
    const mine = await addressOf(await png())
    for (const logo of [theirs, none]) {
      const { status, body } = await shop.owner.refused('PUT /v1/theme', {
        body: { launcher: { picture: mine }, header: { logo } },
      })
      expect(status).toBe(422)
      expect(body.errors).toEqual([{ pointer: '/header/logo', code: 'not_allowed_value' }])
    }
  })
})

describe('pictures that no look names', () => {
  const nextDay = async () => {
    ahead += DAY + 1000
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
    const { items } = (await shop.owner.call('GET /v1/theme/versions')).body
    const params = { themeVersionId: items[1]?.id ?? '' }
    await shop.owner.call('POST /v1/theme/versions/:themeVersionId/restore', { params })
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
      (await shop.owner.refused('PUT /v1/theme', { body: { launcher: { picture: address } } })).status,
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
    ahead = DAY - 1000
    await upload(bytes)
    ahead = 0
    await nextDay()
    expect(await isThere(address)).toBe(true)
  })
})

test.each([
  '/widget/pictures/',
  '/widget/pictures/%2e%2e/%2e%2e/secrets.png',
  '/widget/pictures/org_x/../../etc/passwd',
  '/widget/pictures/org_aaaaaaaaaaaaaaaaaaaaa/att_bbbbbbbbbbbbbbbbbbbbb',
])('nothing but pictures is at %s', async address => {
  expect((await open(address)).status).toBe(404)
})
