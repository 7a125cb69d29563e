import type { Saved } from '../panel-face.ts'

/** What is kept of a visitor between pages, and where. */
export interface Keeper {
  read(): Saved | undefined
  write(saved: Saved | undefined): void
}

/** Keeps the visitor's token on the site's own storage; where that is forbidden, until the page goes. */
export function savedFor(key: string): Keeper {
  const name = `halloo:${key}`
  let memory: Saved | undefined
  return {
    read() {
      try {
        const saved = JSON.parse(localStorage[name])
        // Whatever else stands there is none of ours.
        if (saved.token) return saved
      } catch {}
      return memory
    },
    write(saved) {
      memory = saved
      try {
        if (saved) localStorage[name] = JSON.stringify(saved)
        else delete localStorage[name]
      } catch {}
    },
  }
}
