import { get, type IncomingMessage } from 'node:http'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { givenHouse } from '../testing/house.ts'
import { givenOrganization } from '../testing/organization.ts'
import { uploadFile } from '../testing/upload.ts'

// Files on a name of their own (FILES_URL).

const house = givenHouse({ FILES_URL: 'http://files.test' })

const statusAt = async (host: string, path: string) => {
  const answer = await new Promise<IncomingMessage>((done, fail) =>
    get(house.server.url + path, { headers: { host } }, done).on('error', fail),
  )
  answer.resume()
  return answer.statusCode
}

test('pictures of looks stay on the name of the server; what the doctor tries is at both', async () => {
  const { owner } = await givenOrganization(house)
  const picture = { create: { width: 8, height: 8, channels: 3, background: '#03604a' } } as const
  const bytes = Buffer.from(await sharp(picture).png().toBuffer())
  const { address } = (await uploadFile(owner, '/v1/theme/pictures', bytes, 'logo.png')).body
  const own = new URL(house.server.url).host
  const statuses = (path: string) => Promise.all([own, 'files.test'].map(host => statusAt(host, path)))
  expect(await statuses(address)).toEqual([200, 404])
  expect(await statuses('/widget/dot.svg')).toEqual([200, 200])
  expect(await statuses('/v1/settings')).toEqual([401, 404])
})
