import type { Crowd } from '../system.ts'
import { Book } from './book.ts'
import { after, counted, until } from './clock.ts'
import type { LoadResult } from './job.ts'
import { hangUp, type Line, openAll, starts } from './lines.ts'

const EVENT = '{"t":"event"'
const PATIENCE_MS = 20_000

/**
 * Clients go, messages are written, and all come back at once, each naming the last that it knew. The time runs
 * from the first `hello` (their handshakes are done before) until the last client has all that it missed.
 */
export async function resume(crowd: Crowd, { messages }: { messages: number }): Promise<LoadResult> {
  const book = new Book(crowd.dialect)
  const heard = new Map<Line, number>()
  const before = await openAll(crowd, (line, frame) => {
    book.hear(line, frame)
    if (starts(frame, EVENT)) heard.set(line, (heard.get(line) ?? 0) + 1)
  })
  book.add(before)
  await write(book, messages)
  hangUp(before)

  const missing = new Map<Line, number>()
  let left = 0
  const mute = crowd.seats.map(seat => ({ ...seat, opening: [] }))
  const dialect = { answer: crowd.dialect.answer }
  const back = await openAll({ seats: mute, dialect }, (line, frame) => {
    if (!starts(frame, EVENT)) return
    const still = (missing.get(line) ?? 0) - 1
    missing.set(line, still)
    if (still === 0) left--
  })
  const hellos = before.map(helloAgain)
  for (const [at, line] of back.entries()) missing.set(line, countOf(before[at]))
  left = [...missing.values()].filter(count => count > 0).length
  let [took, lost] = [Number.NaN, 0]
  // Who opens a socket has to say hello soon: a machine that is too slow for that measures nothing here.
  for (const { ws } of back)
    if (ws.readyState === ws.OPEN) ws.once('close', () => lost++)
    else lost++
  const spent = await counted(book, async () => {
    const began = performance.now()
    for (const [at, line] of back.entries()) line.ws.send(hellos[at] ?? '')
    await until(() => left === 0 || lost > 0, PATIENCE_MS)
    if (left === 0) took = performance.now() - began
  })
  hangUp(back)
  return book.result(spent.seconds, spent.cpuMicros, [took])

  function countOf(line: Line | undefined) {
    return (line && heard.get(line)) ?? 0
  }
}

/** The same hello, with the place up to which it knows. */
function helloAgain({ seat, welcome }: Line) {
  const { cursor } = JSON.parse(welcome) as { cursor: string }
  return JSON.stringify({ ...JSON.parse(seat.opening[0] ?? '{}'), cursor })
}

async function write(book: Book, messages: number) {
  const each = Math.round(messages / book.senders.length)
  book.answered = sender => {
    if ((book.senders[sender]?.n ?? each) < each) book.send(sender)
  }
  for (const sender of book.senders.keys()) book.send(sender)
  await until(() => book.senders.every(({ n, waiting }) => n >= each && waiting.size === 0), PATIENCE_MS)
  // What others hear may come after the last answer.
  await after(500)
}
