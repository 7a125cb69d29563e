import type { Clock } from './clock.ts'

/** Answers yes at most once in `everyMs` for each key. */
export function createThrottle(clock: Clock, everyMs: number): (key: string) => boolean {
  const last = new Map<string, number>()
  return key => {
    const now = clock.now()
    if (now - (last.get(key) ?? Number.NEGATIVE_INFINITY) < everyMs) return false
    last.set(key, now)
    return true
  }
}
