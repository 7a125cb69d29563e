/** Does work alone: nobody else under the same name, in any tab, at the same time. */
export type Lock = (name: string, work: () => Promise<void>) => Promise<void>

/** Locks of the browser. Without them tabs may send the same thing; its id makes that harmless. */
export const webLock: Lock = async (name, work) => {
  let begun = false
  try {
    await navigator.locks.request(name, () => {
      begun = true
      return work()
    })
  } catch (error) {
    // No locks here, or they are forbidden where storage is.
    if (begun) throw error
    await work()
  }
}
