import type { Saved } from '../panel-face.ts'

/** Keeps the visitor's token on the site's own storage; where that is forbidden, until the page goes. */
export function savedFor(key: string) {
  const name = `halloo:${key}`
  let memory: string | null = null
  return {
    read(): Saved | undefined {
      try {
        return JSON.parse(localStorage.getItem(name) ?? memory ?? 'null') ?? undefined
      } catch {
        return memory ? JSON.parse(memory) : undefined
      }
    },
    write(saved: Saved | undefined) {
      memory = saved ? JSON.stringify(saved) : null
      try {
        if (memory) localStorage.setItem(name, memory)
        else localStorage.removeItem(name)
      } catch {}
    },
  }
}
