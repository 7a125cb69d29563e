import sharp from 'sharp'
import { expect, test } from 'vitest'
import { withoutTraces } from './traces.ts'

const picture = () => sharp({ create: { width: 4, height: 2, channels: 3, background: '#03604a' } })
const exif = { IFD0: { Copyright: 'Somebody', Software: 'Camera 7' } }

test('a photograph loses its notes and stays turned as it was', async () => {
  const photo = await picture().withMetadata({ orientation: 6, exif }).jpeg().toBuffer()
  expect(photo.includes('Somebody')).toBe(true)
  const bare = Buffer.from(withoutTraces(new Uint8Array(photo), 'image/jpeg', 6))
  expect(bare.includes('Somebody')).toBe(false)
  expect(await sharp(bare).metadata()).toMatchObject({ orientation: 6, width: 4, height: 2 })
})

test('a picture without notes is the same picture afterwards', async () => {
  const image = new Uint8Array(await picture().png().toBuffer())
  const bare = withoutTraces(image, 'image/png', 1)
  expect(await sharp(bare).raw().toBuffer()).toEqual(await sharp(image).raw().toBuffer())
})

test('what hides behind the end of a picture goes too', async () => {
  const image = await picture().png().toBuffer()
  const longer = new Uint8Array(Buffer.concat([image, Buffer.from('<script>')]))
  expect(withoutTraces(longer, 'image/png', 1)).toHaveLength(image.length)
})
