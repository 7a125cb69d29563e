import type { Page } from '@playwright/test'

/**
 * What can be pressed in the chat and is hit by less than 44 by 44 px around its middle, by name.
 * A link within a sentence is let be, and what is scrolled out of sight.
 */
export const smallTargets = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const REACH_PX = 21.5
    const root = document.querySelector('halloo-chat')?.shadowRoot?.querySelector('div')?.shadowRoot
    const hits = (target: Element, x: number, y: number) => {
      const hit = root?.elementFromPoint(x, y)
      return !!hit && (target.contains(hit) || hit.closest('label')?.contains(target) === true)
    }
    const isSmall = (target: Element) => {
      const { left, top, width, height } = target.getBoundingClientRect()
      const [x, y] = [left + width / 2, top + height / 2]
      if (!width || !hits(target, x, y)) return false
      const across = width >= 44 || [-REACH_PX, REACH_PX].every(by => hits(target, x + by, y))
      const down = height >= 44 || [-REACH_PX, REACH_PX].every(by => hits(target, x, y + by))
      return !across || !down
    }
    return [...(root?.querySelectorAll('button, a[href], input, select, textarea') ?? [])]
      .filter(target => !target.closest('.b') && isSmall(target))
      .map(target => target.ariaLabel || target.textContent || target.outerHTML)
  })
