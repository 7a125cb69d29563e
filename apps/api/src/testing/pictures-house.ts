import sharp from 'sharp'
import { beforeEach } from 'vitest'
import type { Caller } from './caller.ts'
import { givenHouse } from './house.ts'
import { givenOrganization, type TestOrganization } from './organization.ts'
import { uploadFile } from './upload.ts'

export const made = (bytes: Uint8Array) => Buffer.from(bytes) as Buffer<ArrayBuffer>

let shade = 0
/** A picture that nobody has uploaded before. */
export const draw = (width = 40, height = 30) => {
  shade++
  const background = { r: shade % 256, g: Math.floor(shade / 256), b: 90 }
  return sharp({ create: { width, height, channels: 3, background } })
}
export const png = async (width?: number, height?: number) => made(await draw(width, height).png().toBuffer())

/** A house in which the look of a shop is given pictures, and the clock can be put ahead. */
export function givenPicturesHouse() {
  let ahead = 0
  const house = givenHouse({}, () => new Date(Date.now() + ahead))
  let shop: TestOrganization
  beforeEach(async () => {
    ahead = 0
    shop = await givenOrganization(house)
  })
  const upload = (bytes: Buffer<ArrayBuffer>, name = 'logo.png', by: Caller = shop.owner) =>
    uploadFile(by, '/v1/theme/pictures', bytes, name)
  return {
    house,
    /** Another one for each test. */
    get shop() {
      return shop
    },
    /** Puts the clock ahead of the real one, in milliseconds. */
    putAhead: (ms: number) => {
      ahead = ms
    },
    upload,
    addressOf: async (bytes: Buffer<ArrayBuffer>, by?: Caller) =>
      (await upload(bytes, 'logo.png', by)).body.address,
    open: (address: string, headers: Record<string, string> = {}) =>
      fetch(house.server.url + address, { headers }),
    save: (body: object) => shop.owner.call('PUT /v1/theme', { body }),
    publish: () => shop.owner.call('POST /v1/theme/publish'),
  }
}
