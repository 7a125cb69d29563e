import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

/** The sizes at which pages are looked at: phone, tablet, desk. */
export const SIZES = [
  { width: 390, height: 844 },
  { width: 768, height: 1024 },
  { width: 1440, height: 900 },
]

/** Nothing moves any more, in the page or in a chat upon it, but for what never rests, or only tells the time. */
export const settled = (page: Page) =>
  page.waitForFunction(() => {
    const roots: (DocumentOrShadowRoot | null | undefined)[] = [document]
    for (const chat of document.querySelectorAll('halloo-chat'))
      roots.push(chat.shadowRoot, chat.shadowRoot?.querySelector('div')?.shadowRoot)
    const isClock = (one: Animation) => one instanceof CSSAnimation && one.animationName === 'run-out'
    return roots
      .flatMap(root => root?.getAnimations() ?? [])
      .filter(one => !isClock(one) && one.effect?.getTiming().iterations !== Infinity)
      .every(one => one.playState !== 'running')
  })

interface Look {
  /** What is looked at, for whoever reads of a finding. */
  name?: string
  /** Selectors: only this, or all but that. */
  only?: string
  but?: string
}

/** axe finds nothing on the page as it stands. */
export async function expectNoViolations(page: Page, { name, only, but }: Look = {}) {
  await settled(page)
  const axe = new AxeBuilder({ page })
  if (only) axe.include(only)
  if (but) axe.exclude(but)
  const { violations } = await axe.analyze()
  const found = violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(' | ')}`,
  )
  expect(found, name).toEqual([])
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
