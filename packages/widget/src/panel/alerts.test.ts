import { afterEach, describe, expect, it, vi } from 'vitest'
import { createAlerts } from './alerts.ts'

/** A page with a title, which can be hidden. */
function page(title: string) {
  const heard = new Set<() => void>()
  const element = { textContent: title }
  const document = {
    hidden: false,
    querySelector: () => element,
    addEventListener: (_: string, listener: () => void) => heard.add(listener),
    removeEventListener: (_: string, listener: () => void) => heard.delete(listener),
  }
  vi.stubGlobal('document', document)
  return {
    element,
    heard,
    hide(hidden: boolean) {
      document.hidden = hidden
      for (const listener of heard) listener()
    },
  }
}
afterEach(() => void vi.unstubAllGlobals())

describe('the title', () => {
  it('tells of unread messages while the page is hidden, and is as it was afterwards', () => {
    const { element, hide } = page('  Bulbs\n & tools ')
    const alerts = createAlerts('pk_1')
    alerts.count(2)
    expect(element.textContent).toBe('  Bulbs\n & tools ')
    hide(true)
    expect(element.textContent).toBe('(2)   Bulbs\n & tools ')
    alerts.count(120)
    expect(element.textContent).toBe('(99+)   Bulbs\n & tools ')
    hide(false)
    expect(element.textContent).toBe('  Bulbs\n & tools ')
  })

  it('is left to a page that changes it meanwhile', () => {
    const { element, hide } = page('Bulbs')
    const alerts = createAlerts('pk_1')
    alerts.count(1)
    hide(true)
    element.textContent = 'Checkout'
    alerts.count(2)
    expect(element.textContent).toBe('(2) Checkout')
    element.textContent = 'Thank you'
    hide(false)
    expect(element.textContent).toBe('Thank you')
  })

  it('is as it was when the chat goes', () => {
    const { element, heard, hide } = page('Bulbs')
    const alerts = createAlerts('pk_1')
    alerts.count(1)
    hide(true)
    alerts.end()
    expect(element.textContent).toBe('Bulbs')
    expect(heard.size).toBe(0)
  })
})
