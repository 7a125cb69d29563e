/** Work that comes again. A run that fails is told and does not end it; a run that lasts is not overtaken. */
export interface Recurring {
  everyMs: number
  /** When it runs first; after one period unless said otherwise. */
  firstMs?: number
  work(): unknown
}

/** Starts recurring work; answers with how to stop it. It keeps no process alive. */
export function startRecurring(all: readonly Recurring[], failed: (error: unknown) => void): () => void {
  const timers = new Set<ReturnType<typeof setTimeout>>()
  const plan = (recurring: Recurring, ms: number) => {
    const timer = setTimeout(async () => {
      timers.delete(timer)
      try {
        await recurring.work()
      } catch (error) {
        failed(error)
      }
      if (!stopped) plan(recurring, recurring.everyMs)
    }, ms)
    timer.unref()
    timers.add(timer)
  }
  let stopped = false
  for (const recurring of all) plan(recurring, recurring.firstMs ?? recurring.everyMs)
  return () => {
    stopped = true
    for (const timer of timers) clearTimeout(timer)
  }
}
