/** Listeners by event; one that throws does not keep the others from hearing. */
export function createEmitter<Events extends object>() {
  type Listener<K extends keyof Events> = (told: Events[K]) => void
  const listeners: { [K in keyof Events]?: Set<Listener<K>> } = {}
  return {
    on<K extends keyof Events>(event: K, listener: Listener<K>) {
      const known: Set<Listener<K>> = listeners[event] ?? new Set()
      listeners[event] = known
      known.add(listener)
    },
    off<K extends keyof Events>(event: K, listener: Listener<K>) {
      listeners[event]?.delete(listener)
    },
    emit<K extends keyof Events>(event: K, told: Events[K]) {
      for (const listener of listeners[event] ?? []) {
        try {
          listener(told)
        } catch (error) {
          console.error(error)
        }
      }
    },
  }
}
