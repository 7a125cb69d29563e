type Listener = (data: never) => void

/** Listeners by the name of what they want to hear. */
export function createEmitter<Events extends object>() {
  const listeners = new Map<keyof Events, Set<Listener>>()
  return {
    on<E extends keyof Events>(event: E, listener: (data: Events[E]) => void) {
      const all = listeners.get(event) ?? new Set()
      listeners.set(event, all.add(listener))
      return () => void all.delete(listener)
    },
    emit<E extends keyof Events>(event: E, data: Events[E]) {
      for (const listener of [...(listeners.get(event) ?? [])]) (listener as (data: Events[E]) => void)(data)
    },
  }
}
