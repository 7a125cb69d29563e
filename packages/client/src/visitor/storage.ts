import type { Entry } from '../outbox/entry.ts'
import type { OutboxStorage } from '../outbox/storage.ts'

/** Where an app keeps text under names. `localStorage` fits, and so does React Native's `AsyncStorage`. */
export interface TextStorage {
  getItem(name: string): string | null | Promise<string | null>
  setItem(name: string, value: string): unknown
  removeItem(name: string): unknown
}

/** Forgets everything with the process. */
export function memoryStorage(): TextStorage {
  const kept = new Map<string, string>()
  return {
    getItem: name => kept.get(name) ?? null,
    setItem: (name, value) => void kept.set(name, value),
    removeItem: name => void kept.delete(name),
  }
}

/** What was saved under a name; undefined for what cannot be read any more. */
export async function readJson<T>(storage: TextStorage, name: string): Promise<T | undefined> {
  try {
    const text = await storage.getItem(name)
    return text ? (JSON.parse(text) as T) : undefined
  } catch {
    return undefined
  }
}

/** Unsent words as text under one name; the bytes of their files stay in memory. */
export function textOutboxStorage<X>(storage: TextStorage, name: string): OutboxStorage<X> {
  const read = async () => (await readJson<Record<string, Entry<X>>>(storage, name)) ?? {}
  return {
    all: async () => Object.values(await read()),
    blob: async () => undefined,
    async write(changes) {
      const kept = await read()
      for (const [key, value] of changes) {
        if (value instanceof Blob) continue
        if (value) kept[key] = value
        else delete kept[key]
      }
      await storage.setItem(name, JSON.stringify(kept))
    },
    clear: async () => void (await storage.removeItem(name)),
  }
}
