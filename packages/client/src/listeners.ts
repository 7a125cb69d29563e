/** Who wants to hear; those who come or go while it is told change nothing for this time. */
export function createListeners<L extends object>() {
  const listeners = new Set<Partial<L>>()
  return {
    tell(how: (listener: Partial<L>) => void) {
      for (const listener of [...listeners]) how(listener)
    },
    listen(listener: Partial<L>) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
