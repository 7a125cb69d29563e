/** Listeners by event; one that throws does not keep the others from hearing. */
export function createEmitter<Events extends object>() {
  type Listener<K extends keyof Events> = (told: Events[K]) => void
  // Without a prototype, whose names are no events.
  const listeners: { [K in keyof Events]?: Listener<K>[] } = Object.create(null)
  const others = <K extends keyof Events>(event: K, listener?: Listener<K>) =>
    (listeners[event] ?? []).filter(known => known !== listener)
  return {
    on<K extends keyof Events>(event: K, listener: Listener<K>) {
      listeners[event] = [...others(event, listener), listener]
    },
    off<K extends keyof Events>(event: K, listener: Listener<K>) {
      listeners[event] = others(event, listener)
    },
    emit<K extends keyof Events>(event: K, told: Events[K]) {
      for (const listener of others(event)) calmly(() => listener(told))
    },
  }
}

/** Runs what the page gave us: its mistakes are told, not passed on. */
export function calmly(work: () => void) {
  try {
    work()
  } catch (error) {
    console.error(error)
  }
}
