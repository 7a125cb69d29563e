import type { Crowd } from '../system.ts'
import { Book } from './book.ts'
import { after, counted, until } from './clock.ts'
import type { LoadResult } from './job.ts'
import { hangUp, openAll } from './lines.ts'

const WARM_UP_MS = 2000
/** Between two messages, so that one is heard by all before the next is said. */
const PAUSE_MS = 20

/** One message at a time to all who listen; how long until the last of them has it. */
export async function fan(crowd: Crowd, { seconds }: { seconds: number }): Promise<LoadResult> {
  const book = new Book(crowd.dialect)
  const lines = await openAll(crowd, book.hear)
  book.add(lines)
  const hearers = lines.length - 1
  const last: number[] = []
  let isDone = false
  let [missing, sentAt] = [0, 0]
  const say = () => {
    if (isDone) return
    missing = hearers
    sentAt = performance.now()
    book.send(0)
  }
  book.heard = () => {
    if (--missing > 0) return
    if (book.counting) last.push(performance.now() - sentAt)
    setTimeout(say, PAUSE_MS)
  }
  say()
  await after(WARM_UP_MS)
  const spent = await counted(book, () => after(seconds * 1000))
  isDone = true
  await until(() => missing <= 0, 2000)
  hangUp(lines)
  return book.result(spent.seconds, spent.cpuMicros, last)
}
