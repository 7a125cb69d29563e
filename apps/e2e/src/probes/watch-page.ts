import { expect, type Page } from '@playwright/test'
import { demo } from '../house.ts'
import { widgetOrigin } from './host-page.ts'

/** What a page must never notice of the chat upon it, whatever stands in its tag. */
export function watchPage(page: Page) {
  const thrown: string[] = []
  const warnings: string[] = []
  const foreign: string[] = []
  const ours: string[] = []
  page.on('pageerror', error => thrown.push(error.message))
  page.on('console', message => message.type() === 'warning' && warnings.push(message.text()))
  page.on('request', request => {
    const { origin, pathname } = new URL(request.url())
    if (request.isNavigationRequest() || origin === 'null') return
    if (origin === widgetOrigin()) ours.push(pathname)
    else foreign.push(request.url())
  })
  return {
    warnings,
    ours,
    async expectUnharmed(name: string) {
      const leaks = await page.evaluate(() => {
        const frame = document.createElement('iframe')
        document.body.append(frame)
        const usual = new Set(Object.getOwnPropertyNames(frame.contentWindow))
        frame.remove()
        const ran = '__x' in window
        const own = Object.getOwnPropertyNames(window).filter(
          one => !usual.has(one) && !/^(\d+|__pw.*)$/.test(one),
        )
        return { ran, own, prototype: Object.keys(Object.prototype) }
      })
      expect(thrown, name).toEqual([])
      expect(foreign, name).toEqual([])
      expect(leaks.ran, name).toBe(false)
      expect(leaks.prototype, name).toEqual([])
      expect(
        leaks.own.filter(one => one !== 'Halloo'),
        name,
      ).toEqual([])
    },
  }
}

/** A tag made by the page itself, with attributes that no markup need carry. */
export const addTag = (page: Page, attributes: Record<string, string>, path = `${demo().key}.js`) =>
  page.evaluate(
    ([source, given]) => {
      const script = document.createElement('script')
      for (const [name, value] of Object.entries(given)) script.setAttribute(name, value)
      script.src = source
      document.head.append(script)
      return new Promise<void>(done => {
        script.onload = script.onerror = () => done()
      })
    },
    [`${widgetOrigin()}/widget/${path}`, attributes] as const,
  )
