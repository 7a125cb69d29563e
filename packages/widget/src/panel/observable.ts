export interface Observable<T> {
  readonly value: T
  set(change: Partial<T>): void
  subscribe(listener: () => void): () => void
}

/** Values that tell when they change. */
export function observable<T extends object>(first: T): Observable<T> {
  let value = first
  const listeners = new Set<() => void>()
  return {
    get value() {
      return value
    },
    set(change) {
      value = { ...value, ...change }
      for (const listener of [...listeners]) listener()
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
