import { type Browser, expect, type Page, test } from '@playwright/test'
import { shop, visit } from './house.ts'
import { expectNoViolations, settled } from './probes/looks.ts'
import { attach, composer, expectSent, launcher, log, openChat, panel, say } from './probes/visitor.ts'

// Every view of the chat, on phones and desks, light and dark: looked at by axe, and kept as a picture.

const SIZES = [
  { width: 390, height: 844 },
  { width: 1440, height: 900 },
]
const MESSAGES = '**/v1/widget/conversations/*/messages'

async function look(page: Page, name: string) {
  const { width } = page.viewportSize() ?? { width: 0 }
  const isDark = await page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches)
  await settled(page)
  await page.screenshot({
    path: `../../test-results/widget/${name}-${width}-${isDark ? 'dark' : 'light'}.png`,
  })
  await expectNoViolations(page, { name: `${name} at ${width}`, only: 'halloo-chat' })
}

async function walk(browser: Browser, viewport: { width: number; height: number }, scheme: 'light' | 'dark') {
  const context = await browser.newContext({ viewport, colorScheme: scheme })
  const page = await visit(context)
  await expect(launcher(page)).toBeVisible()
  await look(page, '1-launcher')
  await openChat(page)
  await look(page, '2-home')
  await page.getByRole('button', { name: 'Start a conversation' }).click()
  await expect(page.getByRole('button', { name: /Orders/ })).toBeVisible()
  await look(page, '3-departments')
  await page.getByRole('button', { name: /Orders/ }).click()
  await expect(page.getByLabel('Name')).toBeVisible()
  await look(page, '4-form')
  await page.getByRole('button', { name: 'Not now' }).click()
  await expect(composer(page)).toBeVisible()
  await look(page, '5-empty')

  await say(page, 'The secateurs came without their spring. https://shop.example/secateurs-no-7')
  await expectSent(page)
  await attach(page)
  await page.locator('halloo-chat input[type=file]').setInputFiles({
    name: 'a rather long name of an invoice for secateurs.txt',
    mimeType: 'text/plain',
    buffer: Buffer.from('One pair of secateurs'),
  })
  await expect(page.getByRole('progressbar')).toHaveCount(0)
  await look(page, '6-files')
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  await expect(log(page).getByRole('img')).toBeVisible()
  await page.route(MESSAGES, route =>
    route.request().method() === 'POST' ? route.fulfill({ status: 422 }) : route.continue(),
  )
  await say(page, 'This one will not arrive')
  await expect(log(page).getByText('Not sent')).toBeVisible()
  await look(page, '7-conversation')
  await page.getByRole('button', { name: 'Emoji' }).click()
  await look(page, '8-emoji')
  await page.keyboard.press('Escape')
  await context.setOffline(true)
  await expect(page.getByText('No connection.')).toBeVisible()
  await look(page, '9-offline')
  await context.setOffline(false)

  await page.unroute(MESSAGES)
  await page.getByRole('button', { name: 'More' }).click()
  await look(page, '10-menu')
  await page.getByRole('button', { name: 'End the conversation' }).click()
  await expect(page.getByText('This conversation has ended.')).toBeVisible()
  await look(page, '11-ended')
  await page.getByRole('button', { name: 'Back' }).click()
  await expect(panel(page).getByText('Your conversations')).toBeVisible()
  await look(page, '12-home-again')
  await context.close()
}

for (const viewport of SIZES)
  for (const scheme of ['light', 'dark'] as const)
    test(`axe finds nothing in any view at ${viewport.width}, ${scheme}`, async ({ browser }) => {
      test.setTimeout(90_000)
      await walk(browser, viewport, scheme)
    })

test('the shop itself', async ({ browser }) => {
  test.setTimeout(90_000)
  for (const width of [390, 768, 1440]) {
    const context = await browser.newContext({ viewport: { width, height: 900 } })
    const page = await context.newPage()
    for (const name of ['', 'shop.html', 'product.html', 'order.html', 'delivery.html']) {
      await page.goto(shop(name))
      const wide = await page.evaluate(() => document.documentElement.scrollWidth)
      expect(wide, `${name} at ${width}`).toBeLessThanOrEqual(width)
      await page.screenshot({
        path: `../../test-results/shop/${name.replace('.html', '') || 'index'}-${width}.png`,
        fullPage: true,
      })
      await expectNoViolations(page, { name: `${name} at ${width}`, but: 'halloo-chat' })
    }
    await context.close()
  }
})
