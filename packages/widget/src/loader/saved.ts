import type { Saved } from '../panel-face.ts'

/** What is kept of a visitor between pages, and where. */
export interface Keeper {
  read(): Saved | undefined
  write(saved: Saved | undefined): void
  /** Removes everything, what waits to be sent too. */
  clear(): void
}

/** Keeps the visitor's token on the site's own storage; where that is forbidden, until the page goes. */
export function savedFor(key: string): Keeper {
  const name = `halloo:${key}`
  let memory: Saved | undefined
  const keeper: Keeper = {
    read() {
      try {
        const saved = JSON.parse(localStorage[name])
        // Whatever else stands there is none of ours.
        if ('live' in saved) return saved
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
    clear() {
      keeper.write(undefined)
      try {
        indexedDB.deleteDatabase(name)
      } catch {}
    },
  }
  return keeper
}
