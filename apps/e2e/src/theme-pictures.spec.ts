import { type Browser, expect, type Locator, type Page, test } from '@playwright/test'
import { errorsOf, newOwner } from './house.ts'
import { openHostPage, strictPolicy, widgetOrigin } from './probes/host-page.ts'
import { expectNoViolations, SIZES } from './probes/looks.ts'
import { ownSite } from './probes/own-site.ts'
import { PICTURE } from './probes/picture.ts'
import { watchPolicy } from './probes/spies.ts'
import { panel } from './probes/visitor.ts'

// Pictures that owners upload: from their disk to every page that has the chat, from nowhere but this server.

const editor = async (browser: Browser, options: Parameters<Browser['newContext']>[0] = {}) => {
  const { page, context } = await newOwner(browser, { viewport: { width: 1440, height: 900 }, ...options })
  await openEditor(page)
  return { page, context }
}
async function openEditor(page: Page) {
  await page.goto('/settings/widget')
  await expect(stageOf(page).getByText('How can we help?')).toBeVisible()
}
const stageOf = (page: Page) => page.getByRole('region', { name: 'Preview' })
const stateOf = (page: Page) => page.locator('.themestate')
const field = (page: Page, name = 'Picture instead of the icon') => page.getByRole('group', { name })
const choose = (page: Page, file: Omit<typeof PICTURE, 'buffer'> & { buffer: Buffer }, name?: string) =>
  field(page, name).locator('input[type=file]').setInputFiles(file)
/** By its part: its name is the owner's to choose. */
const launcher = (within: Page | Locator) => within.locator('halloo-chat [part=launcher]')
const drawn = (part: Locator) =>
  part.evaluate(element => getComputedStyle(element, '::before').backgroundImage)
const OURS = new RegExp(`^url\\("${widgetOrigin()}/widget/pictures/org_[\\w-]{21}/pic_[\\w-]{21}\\.png"\\)$`)

test('an uploaded picture stands in an open chat on a strict page, without one report', async ({
  browser,
}) => {
  test.slow()
  const site = await ownSite(browser, {})
  await site.owner.setViewportSize({ width: 1440, height: 900 })
  const context = await browser.newContext()
  await watchPolicy(context)
  const page = await openHostPage(context, {
    body: '<h1>Shop</h1>',
    tag: site.tag('nonce="Xe3k"'),
    headers: { 'content-security-policy': strictPolicy() },
  })
  await launcher(page).click()
  await page.getByRole('button', { name: 'Start a conversation' }).click()
  await page.getByRole('textbox').fill('Where is the parcel?')
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  await expect(panel(page).getByText('Where is the parcel?')).toBeVisible()

  await openEditor(site.owner)
  await site.owner.getByRole('group', { name: 'Style' }).getByText('Picture').click()
  for (const name of ['Picture at its foot', 'Logo', undefined]) {
    await choose(site.owner, PICTURE, name)
    await expect(field(site.owner, name).getByRole('img')).toHaveJSProperty('naturalWidth', 480)
  }
  await expect.poll(() => drawn(launcher(stageOf(site.owner)))).toMatch(OURS)
  await expect(stateOf(site.owner)).toHaveText(/Draft, saved/)
  const fetched = page.waitForResponse(/\/widget\/pictures\//)
  await site.owner.getByRole('button', { name: 'Publish' }).click()
  await expect(stateOf(site.owner)).toHaveText('Version 2, as published')

  await expect.poll(() => drawn(launcher(page))).toMatch(OURS)
  await panel(page).getByRole('button', { name: 'Back' }).click()
  expect((await fetched).status()).toBe(200)
  await expect.poll(() => drawn(panel(page).locator('.home'))).toMatch(OURS)
  await expect.poll(() => drawn(panel(page).locator('.name'))).toMatch(OURS)
  await page.screenshot({ path: '../../test-results/theme/uploaded.png' })
  await launcher(page).click()
  await expect(panel(page)).toBeHidden()
  await page.waitForLoadState('networkidle')
  await page.screenshot({ path: '../../test-results/theme/uploaded-launcher.png' })
  expect(await page.evaluate(() => window.violations)).toEqual([])
  expect([...errorsOf(page), ...errorsOf(site.owner)]).toEqual([])
  await Promise.all([context.close(), site.close()])
})

test('a picture is chosen, replaced and removed by keys alone', async ({ browser }) => {
  const { page, context } = await editor(browser)
  const chooseFile = async (name: string) => {
    const asked = page.waitForEvent('filechooser')
    await field(page).getByRole('button', { name }).focus()
    await page.keyboard.press('Enter')
    await (await asked).setFiles(PICTURE)
  }
  await chooseFile('Choose Picture instead of the icon')
  await expect(field(page).getByRole('img')).toHaveJSProperty('naturalWidth', 480)
  await expect(field(page).getByRole('status')).toHaveText('Uploaded: Picture instead of the icon')
  // It is seen on the launcher, which wears it while the panel is closed.
  await expect(stageOf(page).getByText('How can we help?')).toBeHidden()
  await expect(field(page).getByRole('button', { name: 'Replace' })).toBeFocused()
  await expect.poll(() => drawn(launcher(stageOf(page)))).toMatch(OURS)
  const first = await drawn(launcher(stageOf(page)))
  await chooseFile('Replace Picture instead of the icon')
  await expect(field(page).getByRole('progressbar')).toBeHidden()
  // The same file is the same picture.
  expect(await drawn(launcher(stageOf(page)))).toBe(first)
  await page.keyboard.press('Tab')
  await expect(field(page).getByRole('button', { name: 'Remove' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(field(page).getByRole('img')).toHaveCount(0)
  await expect(field(page).getByRole('button', { name: 'Choose' })).toBeFocused()
  await expect(field(page).getByRole('status')).toHaveText('Removed: Picture instead of the icon')
  await expect.poll(() => drawn(launcher(stageOf(page)))).not.toMatch(OURS)
  expect(errorsOf(page)).toEqual([])
  await context.close()
})

/** As a hand would: a file let fall upon the field, or put into it from the clipboard. */
const give = (page: Page, kind: 'drop' | 'paste', { name, mimeType, buffer }: typeof PICTURE) =>
  field(page).evaluate(
    (group, [kind, name, type, base64]) => {
      const carried = new DataTransfer()
      carried.items.add(new File([Uint8Array.from(atob(base64), c => c.charCodeAt(0))], name, { type }))
      const given = { bubbles: true, cancelable: true }
      group.dispatchEvent(
        kind === 'drop'
          ? new DragEvent('drop', { ...given, dataTransfer: carried })
          : new ClipboardEvent('paste', { ...given, clipboardData: carried }),
      )
    },
    [kind, name, mimeType, buffer.toString('base64')] as const,
  )

for (const kind of ['drop', 'paste'] as const)
  test(`a picture comes by ${kind}, too`, async ({ browser }) => {
    const { page, context } = await editor(browser)
    await give(page, kind, PICTURE)
    await expect.poll(() => drawn(launcher(stageOf(page)))).toMatch(OURS)
    expect(errorsOf(page)).toEqual([])
    await context.close()
  })

test('what cannot be taken says why, and can be tried again where that helps', async ({ browser }) => {
  const { page, context } = await editor(browser)
  const fault = field(page).getByRole('alert')
  const file = (mimeType: string, buffer: Buffer) => ({ name: 'logo.png', mimeType, buffer })
  await choose(page, file('image/svg+xml', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')))
  await expect(fault).toHaveText('A drawing may carry scripts: save it as a PNG first.')
  await choose(page, file('application/pdf', Buffer.from('%PDF-1.7')))
  await expect(fault).toHaveText('Take a PNG, a JPEG or a WebP that does not move.')
  await choose(page, file('image/png', Buffer.concat([PICTURE.buffer, Buffer.alloc(2 ** 20)])))
  await expect(fault).toHaveText('It has 1.1 MB. Up to 1 MB are taken.')
  await choose(page, file('image/png', Buffer.from('Hello')))
  await expect(fault).toHaveText('This file is damaged, or not what its name says.')

  await context.setOffline(true)
  await choose(page, PICTURE)
  await expect(fault).toHaveText('There is no connection.')
  await context.setOffline(false)
  await field(page).getByRole('button', { name: 'Try again' }).click()
  await expect(field(page).getByRole('img')).toHaveJSProperty('naturalWidth', 480)
  await expect(fault).toBeHidden()
  expect(errorsOf(page, /422|ERR_INTERNET_DISCONNECTED|WebSocket/)).toEqual([])
  await context.close()
})

test('an upload under way is seen, and can be given up', async ({ browser }) => {
  const { page, context } = await editor(browser)
  await page.route('**/v1/theme/pictures', () => {})
  await choose(page, PICTURE)
  await expect(field(page).getByRole('progressbar', { name: /^Uploading/ })).toBeVisible()
  await expect(field(page).getByRole('img')).toHaveJSProperty('naturalWidth', 480)
  await field(page).getByRole('button', { name: 'Cancel' }).click()
  await expect(field(page).getByRole('progressbar')).toBeHidden()
  await expect(field(page).getByRole('button', { name: 'Choose' })).toBeFocused()
  await expect(field(page).getByRole('alert')).toBeHidden()
  await context.close()
})

test('an address elsewhere is named in the line for the policy; an uploaded picture asks for nothing', async ({
  browser,
}) => {
  test.setTimeout(60_000)
  const { page, context } = await editor(browser)
  const expectLine = async (line: string) => {
    await page.goto('/settings/install')
    await expect(page.getByText(/^script-src http/)).toHaveText(new RegExp(`;\\s${line}$`))
  }
  await choose(page, PICTURE)
  await expect(stateOf(page)).toHaveText(/Draft, saved/)
  await expectLine(`img-src ${widgetOrigin()}`)

  await openEditor(page)
  await field(page, 'Logo').getByRole('button', { name: 'Use an address' }).click()
  await expect(field(page, 'Logo').getByLabel(/^Address/)).toBeFocused()
  const saved = page.waitForResponse(
    answer => answer.request().postData()?.includes('pictures.example/tulips.webp') ?? false,
  )
  await page.keyboard.type('https://pictures.example/tulips.webp')
  await expect(field(page, 'Logo')).toContainText(
    'From pictures.example, which your site’s img-src must allow',
  )
  expect((await saved).ok()).toBe(true)
  await expect(stateOf(page)).toHaveText(/Draft, saved/)
  await expectLine(`img-src ${widgetOrigin()} https://pictures.example`)
  expect(errorsOf(page)).toEqual([])
  await context.close()
})

for (const colorScheme of ['light', 'dark'] as const)
  for (const viewport of SIZES)
    test(`the fields ${viewport.width} wide, ${colorScheme}: axe finds nothing`, async ({ browser }) => {
      test.setTimeout(60_000)
      const { page, context } = await editor(browser, { viewport, colorScheme })
      const path = (name: string) =>
        `../../test-results/theme/pictures-${name}-${viewport.width}-${colorScheme}.png`
      const check = async (name: string) => {
        await expectNoViolations(page, { name })
        await page.screenshot({ path: path(name) })
      }
      await page.getByRole('group', { name: 'Style' }).getByText('Picture').click()
      await field(page, 'Logo').scrollIntoViewIfNeeded()
      await check('empty')
      await choose(page, PICTURE, 'Logo')
      await expect(field(page, 'Logo').getByRole('img')).toHaveJSProperty('naturalWidth', 480)
      await choose(page, { ...PICTURE, mimeType: 'image/gif' }, 'Picture at its foot')
      await field(page).getByRole('button', { name: 'Use an address' }).click()
      await field(page)
        .getByLabel(/^Address/)
        .fill(`https://${'pictures.'.repeat(6)}example/tulips.webp`)
      await page.route('**/v1/theme/pictures', () => {})
      await choose(page, PICTURE, 'Picture at its foot')
      await choose(page, { ...PICTURE, mimeType: 'image/gif' }, 'Logo')
      await field(page, 'Picture at its foot').getByRole('button', { name: 'Cancel' }).focus()
      await check('full')
      await context.close()
    })
