/** Told to whoever started the load, who then looks at the processes. */
export type Mark = 'begin' | 'end'

export const mark = (at: Mark) =>
  new Promise<void>(resolve => process.send?.({ mark: at }, undefined, undefined, () => resolve()))

export const after = (ms: number) => new Promise<void>(resolve => setTimeout(resolve, ms))

/** Waits until it is so, but not for ever. */
export async function until(isSo: () => boolean, mostMs: number) {
  const since = performance.now()
  while (!isSo() && performance.now() - since < mostMs) await after(5)
}

/** The time that counts: marked at both ends, with the CPU that the load itself took. */
export async function counted(book: { counting: boolean }, work: () => Promise<void>) {
  const before = process.cpuUsage()
  const began = performance.now()
  await mark('begin')
  book.counting = true
  await work()
  book.counting = false
  await mark('end')
  const { user, system } = process.cpuUsage(before)
  return { seconds: (performance.now() - began) / 1000, cpuMicros: user + system }
}
