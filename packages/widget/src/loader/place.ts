import type { WidgetSettings } from '@halloo/protocol'
import type { ExtrasContext } from './extras.ts'
import { watchAddress } from './watch-address.ts'

const NARROW = '(max-width: 640px)'

/** Shows the launcher on the pages, devices and hours that its owner chose. */
export function watchPlace({ settings, allow }: ExtrasContext) {
  if (!settings.chatDisplay) return () => {}
  const narrow = matchMedia(NARROW)
  const check = () =>
    allow(isShownOn(location.pathname, settings) && isShownNow(settings, Date.now(), narrow.matches))
  check()
  const stop = watchAddress(check)
  narrow.addEventListener('change', check)
  document.addEventListener('visibilitychange', check)
  return () => {
    stop()
    narrow.removeEventListener('change', check)
    document.removeEventListener('visibilitychange', check)
  }
}

/** @example matches('/shop/tulips', ['/shop/*']) // true */
export const matches = (path: string, patterns: readonly string[]) =>
  patterns.some(pattern => fits(path, pattern))

/** By pieces rather than by an expression, which an owner could make slow. */
function fits(path: string, pattern: string) {
  const [first = '', ...rest] = pattern.split('*')
  const last = rest.pop()
  if (last === undefined) return path === first
  if (!path.startsWith(first)) return false
  let at = first.length
  for (const piece of rest) {
    const found = path.indexOf(piece, at)
    if (found < 0) return false
    at = found + piece.length
  }
  return path.length - last.length >= at && path.endsWith(last)
}

export function isShownOn(path: string, { chatDisplay }: WidgetSettings) {
  const { onlyOn = [], neverOn = [] } = chatDisplay ?? {}
  return (!onlyOn.length || matches(path, onlyOn)) && !matches(path, neverOn)
}

/** Whether the device is one of the owner's, and somebody is there to answer. */
export function isShownNow({ chatDisplay, hours }: WidgetSettings, nowMs: number, isNarrow: boolean) {
  const { devices, whenClosed } = chatDisplay ?? {}
  if (devices && !devices.includes(isNarrow ? 'mobile' : 'desktop')) return false
  if (whenClosed !== 'hide' || !hours) return true
  const hasChanged = hours.changesAt && nowMs >= Date.parse(hours.changesAt)
  return hasChanged ? !hours.isOpen : hours.isOpen
}
