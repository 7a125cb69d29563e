import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import sharp from 'sharp'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { givenHouse } from '../../testing/house.ts'
import { givenOrganization, type TestOrganization } from '../../testing/organization.ts'
import { uploadFile } from '../../testing/upload.ts'

const house = givenHouse()
let shop: TestOrganization
let site = ''
let answer: (response: ServerResponse, path: string, headers: IncomingHttpHeaders) => void = () => {}
const server = createServer((request, response) => answer(response, request.url ?? '', request.headers))

beforeAll(async () => {
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
  site = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => server.close())
beforeEach(async () => {
  shop = await givenOrganization(house)
  await shop.owner.call('PATCH /v1/settings', { body: { chatAllowedDomains: [site] } })
})

const tag = (more = '') => `<script async ${more} src="${house.server.url}/widget/${shop.key}.js"></script>`
const page = (body: string, headers: Record<string, string> = {}) => {
  answer = response =>
    response.writeHead(200, { 'content-type': 'text/html', ...headers }).end(`<html><body>${body}`)
}
const check = async (url = site) => {
  const { body } = await shop.owner.call('POST /v1/install/check', { body: { url } })
  return body.findings
}
const missing = async (url?: string) =>
  (await check(url)).filter(({ ok }) => !ok).map(({ name, fix }) => [name, fix])

test('a page where all is well has nothing to mend', async () => {
  page(tag())
  expect(await missing()).toEqual([])
})

test('a page without the tag is told the tag; a commented one does not count', async () => {
  page(`<!-- ${tag()} --><script src="/other.js"></script>`)
  expect(await missing()).toEqual([['tag', tag().replace('async  src', 'async src')]])
})

test('two tags are one too many; a pinned one is found, too', async () => {
  page(tag() + tag())
  expect(await missing()).toEqual([['tag', 'Once is enough: take the others away.']])
  page(`<script src='${house.server.url}/widget/v/0123456789ab/loader.js' data-key='${shop.key}'></script>`)
  expect(await missing()).toEqual([])
})

test('a site that is not listed is named', async () => {
  await shop.owner.call('PATCH /v1/settings', { body: { chatAllowedDomains: [] } })
  page(tag())
  expect(await missing()).toEqual([['site', `Add ${site} under Websites.`]])
})

test('each line that a policy lacks is there to be pasted, whether it comes as a header or in the page', async () => {
  const { url } = house.server
  page(tag('nonce="n1"'), {
    'content-security-policy': `default-src 'none'; script-src 'nonce-n1' 'strict-dynamic'; connect-src ${url}`,
  })
  expect(await missing()).toEqual([['pictures', `img-src ${url}`]])
  page(`<meta http-equiv="Content-Security-Policy" content="connect-src 'self'">${tag()}`)
  expect(await missing()).toEqual([
    ['server', `connect-src ${url}`],
    ['socket', `connect-src ${url.replace('http', 'ws')}`],
  ])
})

test('the host of a picture of the look is missed, unless it is this server', async () => {
  const { url } = house.server
  page(tag(), { 'content-security-policy': `img-src ${url}` })
  const wear = async (logo: string) => {
    await shop.owner.call('PUT /v1/theme', { body: { header: { logo } } })
    await shop.owner.call('POST /v1/theme/publish')
  }
  const picture = { create: { width: 8, height: 8, channels: 3, background: '#03604a' } } as const
  const bytes = Buffer.from(await sharp(picture).png().toBuffer())
  await wear((await uploadFile(shop.owner, '/v1/theme/pictures', bytes, 'logo.png')).body.address)
  expect(await missing()).toEqual([])
  await wear('https://pictures.example/logo.png')
  expect(await missing()).toEqual([['pictures', 'img-src https://pictures.example']])
})

test('where it leads is followed, but not for ever', async () => {
  answer = (response, path) =>
    path === '/' ? response.writeHead(302, { location: '/shop' }).end() : response.end(tag())
  expect((await check())[0]?.says).toBe(`${site}/shop answers.`)
  answer = response => response.writeHead(302, { location: '/' }).end()
  expect((await check())[0]).toMatchObject({ name: 'page', ok: false, says: `${site} leads on and on.` })
})

test('what is no website, is not there, or fails says so and nothing more', async () => {
  answer = response => response.writeHead(503).end()
  expect(await missing()).toEqual([['page', 'Give the address of a page that everybody may see.']])
  expect((await check('http://127.0.0.1:9/'))[0]?.says).toBe('http://127.0.0.1:9/ could not be reached.')
  answer = response => response.writeHead(302, { location: 'file:///etc/passwd' }).end()
  expect((await check())[0]?.says).toContain('leads to what is no website')
})

test('an agent may not have websites looked at', async () => {
  const agent = await shop.member('agent')
  expect((await agent.refused('POST /v1/install/check', { body: { url: site } })).status).toBe(403)
})
