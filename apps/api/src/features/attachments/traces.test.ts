import sharp from 'sharp'
import { expect, test } from 'vitest'
import { withoutTraces } from './traces.ts'

const picture = () => sharp({ create: { width: 4, height: 2, channels: 3, background: '#03604a' } })
const exif = { IFD0: { Copyright: 'Somebody', Software: 'Camera 7' } }

test.each(['jpeg', 'webp'] as const)(
  'a photograph loses its notes and stays turned as it was: %s',
  async type => {
    const photo = await picture().withMetadata({ orientation: 6, exif }).toFormat(type).toBuffer()
    expect(photo.includes('Somebody')).toBe(true)
    const bare = Buffer.from(withoutTraces(new Uint8Array(photo), `image/${type}`, 6))
    expect(bare.includes('Somebody')).toBe(false)
    expect(await sharp(bare).metadata()).toMatchObject({ orientation: 6, width: 4, height: 2 })
    expect(await sharp(bare).raw().toBuffer()).toEqual(await sharp(photo).raw().toBuffer())
  },
)

test('an upright WebP has no notes left at all', async () => {
  const photo = await picture().withExif(exif).webp().toBuffer()
  const bare = Buffer.from(withoutTraces(new Uint8Array(photo), 'image/webp', 1))
  expect((await sharp(bare).metadata()).exif).toBeUndefined()
  expect(bare.readUInt32LE(4)).toBe(bare.length - 8)
})

test.each(['png', 'webp'] as const)('a %s without notes is the same picture afterwards', async type => {
  const image = new Uint8Array(await picture().toFormat(type).toBuffer())
  const bare = withoutTraces(image, `image/${type}`, 1)
  expect(await sharp(bare).raw().toBuffer()).toEqual(await sharp(image).raw().toBuffer())
})

test.each(['png', 'webp'] as const)('what hides behind the end of a %s goes too', async type => {
  const image = await picture().toFormat(type).toBuffer()
  const longer = new Uint8Array(Buffer.concat([image, Buffer.from('<script>')]))
  expect(withoutTraces(longer, `image/${type}`, 1)).toHaveLength(image.length)
})
