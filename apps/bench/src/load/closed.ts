import type { Crowd } from '../system.ts'
import { Book } from './book.ts'
import { after, counted, until } from './clock.ts'
import type { LoadResult } from './job.ts'
import { hangUp, openAll } from './lines.ts'

const WARM_UP_MS = 1500
const PAUSE_MS = 100

/** Saturation: every sender has one message under way, and sends the next when it is answered. */
export async function closed(crowd: Crowd, { seconds }: { seconds: number }): Promise<LoadResult> {
  const book = new Book(crowd.dialect)
  const lines = await openAll(crowd, book.hear)
  book.add(lines)
  let isDone = false
  book.answered = (sender, isAccepted) => {
    if (isDone) return
    if (isAccepted) book.send(sender)
    else setTimeout(() => book.send(sender), PAUSE_MS)
  }
  for (const sender of book.senders.keys()) book.send(sender)
  await after(WARM_UP_MS)
  const spent = await counted(book, () => after(seconds * 1000))
  isDone = true
  await until(() => book.unanswered() === 0, 3000)
  hangUp(lines)
  return book.result(spent.seconds, spent.cpuMicros)
}
