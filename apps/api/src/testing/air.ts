import type { CarrierListener } from '../events/bus/carrier.ts'

/** A carrier in memory that all nodes of a test share; texts arrive when the test says so. */
export function givenAir(most = 7000) {
  const listeners = new Set<CarrierListener>()
  const sent: string[][] = []
  let cut = false
  return {
    sent,
    /** Says something that no node of today would say. */
    say: (text: string) => {
      for (const listener of listeners) listener.receive(text)
    },
    /** Connections were lost, and are there again. */
    rejoin: () => {
      for (const listener of listeners) listener.joined()
    },
    /** Loses everything until it is mended. */
    cut: (is: boolean) => {
      cut = is
    },
    open: async (listener: CarrierListener) => {
      listeners.add(listener)
      listener.joined()
      return {
        most,
        async send(texts: readonly string[]) {
          sent.push([...texts])
          if (cut) throw new Error('no air')
          for (const text of texts) for (const other of [...listeners]) other.receive(text)
        },
        async close() {
          listeners.delete(listener)
        },
      }
    },
  }
}
