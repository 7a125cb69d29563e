import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Browser, expect, type Locator, type Page, test } from '@playwright/test'
import { errorsOf, newOwner } from './house.ts'
import { gate } from './probes/gate.ts'
import { expectNoViolations, SIZES } from './probes/looks.ts'
import { openChat, panel } from './probes/visitor.ts'

// The look of the widget: tried beside the form, published into pages that are open, and rolled back.

const editor = async (browser: Browser, options: Parameters<Browser['newContext']>[0]) => {
  const owner = await newOwner(browser, options)
  await owner.page.goto('/settings/widget')
  await expect(stageOf(owner.page).getByText('How can we help?')).toBeVisible()
  return owner
}
const stageOf = (page: Page) => page.getByRole('region', { name: 'Preview' })
/** By its part: its name is the owner's to choose. */
const launcher = (page: Page) => page.locator('halloo-chat [part=launcher]')
const stateOf = (page: Page) => page.locator('.themestate')

const PICTURE =
  '<svg xmlns="http://www.w3.org/2000/svg" width="760" height="300"><rect width="760" height="300" fill="#e8c07d"/><circle cx="560" cy="150" r="110" fill="#b5502e"/></svg>'

/** A page of a website with the widget of this owner on it, chat open and a conversation under way. */
async function openSite(browser: Browser, owner: Page, attributes = '') {
  const { chatApiKey, chatAllowedDomains } = await (await owner.request.get('/v1/settings')).json()
  const inbox = `http://localhost:${process.env.E2E_PORT}`
  // A server of its own: what a test only makes up may not open sockets to this machine.
  const server = createServer((_, answer) => {
    answer.setHeader('content-type', 'text/html')
    answer.end(`<!doctype html><html lang="en"><title>Shop</title><h1>Shop</h1>
      <script async src="${inbox}/widget/${chatApiKey}.js" ${attributes}></script></html>`)
  })
  const port = await new Promise<number>(resolve =>
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port)),
  )
  const site = `http://127.0.0.1:${port}`
  await owner.request.patch('/v1/settings', {
    data: { chatAllowedDomains: [...chatAllowedDomains, site] },
    headers: { origin: inbox },
  })
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
  context.on('close', () => server.close())
  const page = await context.newPage()
  const frames: string[] = []
  page.on('websocket', socket => socket.on('framereceived', ({ payload }) => frames.push(String(payload))))
  await page.route('https://pictures.example/**', route =>
    route.fulfill({ contentType: 'image/svg+xml', body: PICTURE }),
  )
  await page.goto(site)
  await openChat(page)
  await page.getByRole('button', { name: 'Start a conversation' }).click()
  await expect(page.getByRole('textbox')).toBeVisible()
  await page.getByRole('textbox').fill('Is this green?')
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  await expect(panel(page).getByText('Is this green?')).toBeVisible()
  return { page, context, frames }
}
const styleOf = (page: Page, name: string) =>
  launcher(page).evaluate((button, property) => getComputedStyle(button).getPropertyValue(property), name)

test('a look is tried, drafted, published into an open page, and rolled back', async ({ browser }) => {
  test.slow()
  const { page, context } = await editor(browser, { viewport: { width: 1440, height: 900 } })
  const site = await openSite(browser, page)
  let loads = 0
  site.page.on('load', () => loads++)
  const before = await styleOf(site.page, 'background-color')

  await page.getByRole('button', { name: 'Ink' }).click()
  await page.getByLabel('Brand', { exact: true }).fill('#1d4ed8')
  await page.getByLabel('Words beside it').fill('Ask us')
  await expect(stageOf(page).getByRole('button', { name: /^Ask us/ })).toBeVisible()
  await expect(stateOf(page)).toHaveText(/Draft, saved/)
  expect(await styleOf(site.page, 'background-color')).toBe(before)

  // What was drafted is there for who comes back.
  await page.reload()
  await expect(page.getByLabel('Brand', { exact: true })).toHaveValue('#1d4ed8')
  await page.getByRole('button', { name: 'Publish' }).click()
  await expect(stateOf(page)).toHaveText('Version 2, as published')
  await expect(launcher(site.page)).toHaveCSS('background-color', 'rgb(29, 78, 216)')
  await expect(launcher(site.page)).toHaveCSS('border-top-left-radius', '3px')
  await expect(panel(site.page)).toHaveCSS('border-top-left-radius', '2px')
  await expect(launcher(site.page)).toHaveAccessibleName(/^Ask us/)

  await page.getByRole('button', { name: 'Versions' }).click()
  await page.getByRole('button', { name: 'Restore version 1' }).click()
  await expect(stateOf(page)).toHaveText('Version 3, as published')
  await expect(launcher(site.page)).toHaveCSS('background-color', before)
  expect(loads).toBe(0)
  expect(site.frames.filter(frame => frame.includes('"theme.published"'))).toHaveLength(2)
  expect(errorsOf(page)).toEqual([])
  await Promise.all([context.close(), site.context.close()])
})

test('a colour that cannot be read waits, and gives way with one press', async ({ browser }) => {
  const { page, context } = await editor(browser, { viewport: { width: 1440, height: 900 } })
  await page.getByLabel('Words on the brand', { exact: true }).fill('#ffffff')
  await page.getByLabel('Brand', { exact: true }).fill('#f28c28')
  await expect(stateOf(page)).toHaveText('Waits: one colour is hard to read')
  await expect(page.getByRole('button', { name: 'Publish' })).toBeDisabled()
  await page.getByRole('button', { name: 'Use it' }).click()
  await expect(stateOf(page)).toHaveText(/Draft, saved/)
  await page.getByRole('button', { name: 'Publish' }).click()
  await expect(stateOf(page)).toHaveText('Version 2, as published')
  expect(errorsOf(page)).toEqual([])
  await context.close()
})

test('what is published while an older look is being saved comes after it', async ({ browser }) => {
  const { page, context } = await editor(browser, { viewport: { width: 1440, height: 900 } })
  const publish = page.getByRole('button', { name: 'Publish' })
  const together: number[] = []
  let under = 0
  const [held, letGo] = gate()
  await page.route('**/v1/theme**', async route => {
    together.push(++under)
    await held
    const response = await route.fetch()
    under--
    await route.fulfill({ response })
  })
  await page.getByLabel('Brand', { exact: true }).fill('#1d4ed8')
  await expect.poll(() => together).toEqual([1])
  await page.getByLabel('Words beside it').fill('Ask us')
  await publish.click()
  await expect(publish).toBeDisabled()
  letGo()
  await expect(stateOf(page)).toHaveText('Version 2, as published')
  expect(together).toEqual([1, 1, 1])
  const { published, draft } = await (await page.request.get('/v1/theme')).json()
  expect(published.tokens.launcher.label).toBe('Ask us')
  expect(draft).toBeNull()
  expect(errorsOf(page)).toEqual([])
  await context.close()
})

test('desktops and phones have places of their own; a page that demands a side keeps it', async ({
  browser,
}) => {
  test.setTimeout(60_000)
  const { page, context } = await editor(browser, { viewport: { width: 1440, height: 900 } })
  const site = await openSite(browser, page)
  const demanding = await openSite(browser, page, 'data-position="bottom-right"')
  await page.getByRole('group', { name: 'Side' }).getByText('Left').click()
  await page.getByLabel('From the side').fill('40')
  await expect(stateOf(page)).toHaveText(/Draft, saved/)
  await page.getByRole('button', { name: 'Publish' }).click()
  await expect(launcher(site.page)).toHaveCSS('left', '40px')
  await expect(launcher(demanding.page)).toHaveCSS('right', '40px')
  await site.page.setViewportSize({ width: 390, height: 844 })
  await expect(launcher(site.page)).toHaveCSS('right', '24px')
  await Promise.all([context.close(), site.context.close(), demanding.context.close()])
})

test('a website styles parts of the chat, in both shadows', async ({ browser }) => {
  const { page, context } = await editor(browser, { viewport: { width: 1440, height: 900 } })
  const site = await openSite(browser, page)
  await site.page.addStyleTag({
    content: `halloo-chat::part(launcher){outline:5px solid red}
      halloo-chat::part(composer){outline:6px solid red} halloo-chat::part(own-message){outline:7px solid red}`,
  })
  await expect(launcher(site.page)).toHaveCSS('outline-width', '5px')
  await expect(panel(site.page).locator('.composer')).toHaveCSS('outline-width', '6px')
  await expect(panel(site.page).locator('.me .b')).toHaveCSS('outline-width', '7px')
  await Promise.all([context.close(), site.context.close()])
})

test('pictures of an owner stand on the launcher and in the header', async ({ browser }) => {
  const { page, context } = await newOwner(browser)
  const headers = { origin: `http://localhost:${process.env.E2E_PORT}` }
  const picture = 'https://pictures.example/tulips.svg'
  const data = { launcher: { picture }, header: { style: 'picture', picture, logo: picture } }
  expect((await page.request.put('/v1/theme', { data, headers })).ok()).toBe(true)
  expect((await page.request.post('/v1/theme/publish', { headers })).ok()).toBe(true)
  const site = await openSite(browser, page)
  const drawn = (part: Locator) =>
    part.evaluate(element => getComputedStyle(element, '::before').backgroundImage)
  await expect.poll(() => drawn(launcher(site.page))).toBe(`url("${picture}")`)
  await panel(site.page).getByRole('button', { name: 'Back' }).click()
  for (const part of ['.home', '.name'])
    await expect.poll(() => drawn(panel(site.page).locator(part))).toBe(`url("${picture}")`)
  await expect(panel(site.page).locator('.hills')).toBeHidden()
  await site.page.screenshot({ path: '../../test-results/theme/pictures.png' })
  await Promise.all([context.close(), site.context.close()])
})

for (const colorScheme of ['light', 'dark'] as const)
  for (const viewport of SIZES)
    test(`the editor ${viewport.width} wide, ${colorScheme}: axe finds nothing`, async ({ browser }) => {
      const { page, context } = await editor(browser, { viewport, colorScheme })
      await page.getByRole('button', { name: 'Orchard' }).click()
      await page.getByLabel('Words on the brand', { exact: true }).fill('#ffffff')
      await page.getByLabel('Brand', { exact: true }).fill('#f28c28')
      await page.getByRole('button', { name: 'Use it' }).scrollIntoViewIfNeeded()
      await page.getByRole('button', { name: 'Versions' }).click()
      await expect(page.getByRole('region', { name: 'Versions' })).toContainText('live')
      await page.screenshot({ path: `../../test-results/theme/${viewport.width}-${colorScheme}.png` })
      await expectNoViolations(page)
      await context.close()
    })
