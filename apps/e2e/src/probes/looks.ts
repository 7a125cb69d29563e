import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

/** The sizes at which pages are looked at: phone, tablet, desk. */
export const SIZES = [
  { width: 390, height: 844 },
  { width: 768, height: 1024 },
  { width: 1440, height: 900 },
]

/** Nothing moves any more. */
const settled = (page: Page) =>
  page.evaluate(() =>
    Promise.all(document.getAnimations().map(animation => animation.finished.catch(() => {}))),
  )

/** axe finds nothing on the page as it stands. */
export async function expectNoViolations(page: Page) {
  await settled(page)
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' '))}`)).toEqual(
    [],
  )
}

/** Pictures of each width and theme, in the folder that `PICTURES_TO` names; none without it. */
export async function picture(page: Page, name: string) {
  if (!process.env.PICTURES_TO) return
  const before = page.viewportSize()
  for (const width of [1440, 768, 390])
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.setViewportSize({ width, height: 900 })
      await page.emulateMedia({ colorScheme })
      await settled(page)
      await page.screenshot({ path: `${process.env.PICTURES_TO}/${name}-${width}-${colorScheme}.png` })
    }
  await page.emulateMedia({ colorScheme: 'light' })
  if (before) await page.setViewportSize(before)
}
