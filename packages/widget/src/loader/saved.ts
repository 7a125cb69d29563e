import type { Saved } from '../panel-face.ts'

/** What is kept of a visitor between pages, and where. */
export interface Keeper {
  read(): Saved | undefined
  write(saved: Saved | undefined): void
  /** Removes everything, what waits to be sent too. */
  clear(): void
  /** The visitor has agreed to being remembered. */
  grant(): void
  /** Whether anything may be stored in the browser. */
  stores(): boolean
}

/**
 * Keeps the visitor's token on the site's own storage; where that is forbidden, until the page goes.
 * @param asks nothing is read or stored before somebody has agreed
 */
export function savedFor(key: string, asks?: boolean): Keeper {
  const name = `halloo:${key}`
  let memory: Saved | undefined
  const keeper: Keeper = {
    read() {
      try {
        // Nothing must throw where nothing stands: an error's stack costs as much as drawing the launcher.
        const saved = !asks && JSON.parse(localStorage[name] ?? 0)
        // Whatever else stands there is none of ours.
        if (saved.live != null) return saved
      } catch {}
      return memory
    },
    write(saved) {
      memory = saved
      try {
        if (asks) return
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
    grant() {
      asks = false
      if (memory) keeper.write(memory)
    },
    stores: () => !asks,
  }
  return keeper
}
