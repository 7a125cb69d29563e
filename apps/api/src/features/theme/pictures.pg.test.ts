import { PICTURE } from '@halloo/protocol'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { givenOrganization } from '../../testing/organization.ts'
import { draw, givenPicturesHouse, made, png } from '../../testing/pictures-house.ts'

// What may be uploaded for a look, and how it is served.

const world = givenPicturesHouse()
const { house, upload, addressOf, open } = world

const refused = async (bytes: Buffer<ArrayBuffer>, name: string) => {
  const { status, body } = await upload(bytes, name)
  return { status, code: body.code, detail: body.detail }
}

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
    const agent = await world.shop.member('agent')
    expect((await upload(await png(), 'a.png', agent)).status).toBe(403)
    expect((await upload(await png(), 'a.png', await world.shop.visitor())).status).toBe(401)
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

test.each([
  '/widget/pictures/',
  '/widget/pictures/%2e%2e/%2e%2e/secrets.png',
  '/widget/pictures/org_x/../../etc/passwd',
  '/widget/pictures/org_aaaaaaaaaaaaaaaaaaaaa/att_bbbbbbbbbbbbbbbbbbbbb',
])('nothing but pictures is at %s', async address => {
  expect((await open(address)).status).toBe(404)
})
