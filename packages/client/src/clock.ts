/** Time, given from outside so that tests need not wait. */
export interface Clock {
  now(): number
  /** Calls once after `ms`; the answer takes it back. */
  after(ms: number, work: () => void): () => void
}

export const systemClock: Clock = {
  now: () => Date.now(),
  after(ms, work) {
    const timer = setTimeout(work, ms)
    return () => clearTimeout(timer)
  },
}
