const SOON_MS = 16
const AT_ONCE = 5

/**
 * Does the first at once and what comes right after it a few at a time, so that a burst leaves room for keys and
 * frames between; where nobody looks, all of it together.
 */
export function spread<T>(work: (one: T) => void) {
  let waiting: T[] = []
  let timer: ReturnType<typeof setTimeout> | undefined

  function next() {
    const now = waiting.splice(0, document.hidden ? waiting.length : AT_ONCE)
    timer = now.length ? setTimeout(next, SOON_MS) : undefined
    now.forEach(work)
  }

  return {
    add(one: T) {
      waiting.push(one)
      if (timer === undefined) next()
    },
    /** Forgets what waits. */
    clear() {
      waiting = []
    },
  }
}
