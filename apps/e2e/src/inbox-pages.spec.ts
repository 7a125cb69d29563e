import { expect, type Page, test } from '@playwright/test'
import { errorsOf, signIn } from './house.ts'
import { expectNoViolations, settled } from './probes/looks.ts'

// Every page of the inbox, in both themes and at three widths: axe finds nothing, the console is quiet.

const PAGES = {
  queue: '/queue',
  mine: '/mine',
  all: '/all',
  ended: '/ended',
  team: '/settings/team',
  departments: '/settings/departments',
  widget: '/settings/widget',
  'pre-chat': '/settings/pre-chat',
  hours: '/settings/hours',
  identity: '/settings/identity',
  account: '/settings/account',
  organization: '/settings/organization',
}
const WIDTHS = { phone: 390, tablet: 768, desktop: 1440 }

/** Everything that was fetched is drawn, and nothing moves. */
const drawn = async (page: Page) => {
  await page.waitForLoadState('networkidle')
  await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible()
  await expect(page.locator('.bones')).toHaveCount(0)
  await settled(page)
}

for (const [width, pixels] of Object.entries(WIDTHS)) {
  for (const colorScheme of ['light', 'dark'] as const) {
    test(`every page at ${width} width, ${colorScheme}`, async ({ browser }) => {
      test.setTimeout(180_000)
      const { page, context } = await signIn(browser, 'owner', {
        colorScheme,
        viewport: { width: pixels, height: 900 },
      })
      for (const [name, path] of Object.entries(PAGES)) {
        await page.goto(path)
        await drawn(page)
        await page.screenshot({ path: `../../test-results/inbox/${name}-${width}-${colorScheme}.png` })
        await expectNoViolations(page, { name })
      }
      await page.goto('/all')
      await page
        .getByRole('link', { name: /Jonas Weber/ })
        .first()
        .click()
      await expect(page.getByRole('log')).toContainText('The bulbs really have to go')
      await drawn(page)
      await page.screenshot({ path: `../../test-results/inbox/conversation-${width}-${colorScheme}.png` })
      await expectNoViolations(page, { name: 'conversation' })
      expect(errorsOf(page)).toEqual([])
      await context.close()
    })
  }
}

test('pages before signing in', async ({ browser }) => {
  test.setTimeout(60_000)
  for (const colorScheme of ['light', 'dark'] as const) {
    const context = await browser.newContext({ colorScheme })
    const page = await context.newPage()
    for (const path of ['/sign-in', '/sign-up', '/forgot-password']) {
      await page.goto(path)
      await drawn(page)
      await page.screenshot({ path: `../../test-results/inbox${path}-${colorScheme}.png` })
      await expectNoViolations(page, { name: path })
    }
    await context.close()
  }
})
