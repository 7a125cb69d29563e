import type { BrowserContext } from '@playwright/test'

declare global {
  interface Window {
    violations: string[]
    listening: Map<string, number>
    ticking: Set<string>
  }
}

/** Keeps every report of the page's own policy. */
export const watchPolicy = (context: BrowserContext) =>
  context.addInitScript(() => {
    window.violations = []
    addEventListener('securitypolicyviolation', event =>
      window.violations.push(`${event.violatedDirective} ${event.blockedURI}`),
    )
  })

/** Counts what listens to the page, by target and type. */
export const watchListeners = (context: BrowserContext) =>
  context.addInitScript(() => {
    const counts = new Map<string, number>()
    window.listening = counts
    const nameOf = (target: unknown) =>
      target === window || target === undefined
        ? 'window'
        : target === document
          ? 'document'
          : target === window.visualViewport
            ? 'visualViewport'
            : target instanceof MediaQueryList
              ? 'media'
              : undefined
    const count = (target: unknown, type: string, by: number) => {
      const name = nameOf(target)
      // Playwright listens along while it clicks.
      if (/^(__playwright|auxclick|.*click|context|mouse|pointer|touch)/.test(type)) return
      if (name) counts.set(`${name} ${type}`, (counts.get(`${name} ${type}`) ?? 0) + by)
    }
    const { addEventListener: add, removeEventListener: remove } = EventTarget.prototype
    EventTarget.prototype.addEventListener = function (this: EventTarget, type, listener, options) {
      count(this, type, 1)
      add.call(this ?? window, type, listener, options)
    }
    EventTarget.prototype.removeEventListener = function (this: EventTarget, type, listener, options) {
      count(this, type, -1)
      remove.call(this ?? window, type, listener, options)
    }
  })

/** Keeps which timers are under way; intervals are named as such. */
export const watchTimers = (context: BrowserContext) =>
  context.addInitScript(() => {
    const ticking = new Set<string>()
    window.ticking = ticking
    const { setTimeout: once, setInterval: often } = window
    const { clearTimeout: cancelOnce, clearInterval: cancelOften } = window
    const timers = {
      setTimeout(work: () => void, ms?: number) {
        const id = once(() => {
          ticking.delete(`timeout ${id}`)
          work()
        }, ms)
        ticking.add(`timeout ${id}`)
        return id
      },
      setInterval(work: () => void, ms?: number) {
        const id = often(work, ms)
        ticking.add(`interval ${id}`)
        return id
      },
      clearTimeout(id?: number) {
        ticking.delete(`timeout ${id}`)
        cancelOnce(id)
      },
      clearInterval(id?: number) {
        ticking.delete(`interval ${id}`)
        cancelOften(id)
      },
    }
    Object.assign(window, timers)
  })
