/** Listeners by event; one that throws does not keep the others from hearing. */
export function createEmitter<Events extends object>() {
  type Listener<K extends keyof Events> = (told: Events[K]) => void
  let pairs: [keyof Events, Listener<never>][] = []
  const off = <K extends keyof Events>(event: K, listener: Listener<K>) => {
    pairs = pairs.filter(([name, known]) => name !== event || known !== listener)
  }
  return {
    off,
    on<K extends keyof Events>(event: K, listener: Listener<K>) {
      off(event, listener)
      pairs.push([event, listener])
    },
    emit<K extends keyof Events>(event: K, told: Events[K]) {
      for (const [name, listener] of pairs) if (name === event) calmly(() => listener(told as never))
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
