import type { Browser } from '@playwright/test'
import { openHostPage } from './host-page.ts'
import { openPanel, ownSite } from './own-site.ts'

/** A visitor in a conversation that is about to begin, at an organization of one's own. */
export async function beginOwnChat(
  browser: Browser,
  options: { width?: number; height?: number; clock?: boolean } = {},
) {
  const site = await ownSite(browser, {})
  const { width = 1280, height = 800 } = options
  const context = await browser.newContext({ viewport: { width, height }, locale: 'en-GB' })
  if (options.clock) await context.clock.install()
  const page = await openHostPage(context, { tag: site.tag() })
  await openPanel(page)
  await page.getByRole('button', { name: 'Start a conversation' }).click()
  const close = () => Promise.all([context.close(), site.close()])
  return { site, page, close }
}
