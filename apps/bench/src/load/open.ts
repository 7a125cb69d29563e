import type { Crowd } from '../system.ts'
import { Book } from './book.ts'
import { after, counted, until } from './clock.ts'
import type { LoadResult } from './job.ts'
import { hangUp, openAll } from './lines.ts'

const WARM_UP_MS = 1500

/**
 * A fixed rate, whatever the system does: every message has its moment, and its time runs from there, even where
 * we could not send it then.
 */
export async function open(
  crowd: Crowd,
  { seconds, rate }: { seconds: number; rate: number },
): Promise<LoadResult> {
  const book = new Book(crowd.dialect)
  const lines = await openAll(crowd, book.hear)
  book.add(lines)
  let [isDone, sent] = [false, 0]
  const began = performance.now()
  const tick = () => {
    if (isDone) return
    const now = performance.now()
    for (let due = dueAt(sent); due <= now; due = dueAt(sent)) book.send(sent++ % book.senders.length, due)
    setTimeout(tick, 1)
  }
  const dueAt = (n: number) => began + (n * 1000) / rate
  tick()
  await after(WARM_UP_MS)
  const spent = await counted(book, () => after(seconds * 1000))
  isDone = true
  await until(() => book.unanswered() === 0, 3000)
  hangUp(lines)
  return book.result(spent.seconds, spent.cpuMicros)
}
