import type { Saved } from '../panel-face.ts'

/** Keeps the visitor's token on the site's own storage; where that is forbidden, until the page goes. */
export function savedFor(key: string) {
  const name = `halloo:${key}`
  let memory: Saved | undefined
  return {
    read(): Saved | undefined {
      try {
        return JSON.parse(localStorage[name] ?? 'null') ?? memory
      } catch {
        return memory
      }
    },
    write(saved: Saved | undefined) {
      memory = saved
      try {
        if (saved) localStorage[name] = JSON.stringify(saved)
        else delete localStorage[name]
      } catch {}
    },
  }
}
