import type { Dialect } from '../system.ts'
import { makeId, readId } from './ids.ts'
import { type LoadResult, spreadOf } from './job.ts'
import { type Hear, type Line, starts } from './lines.ts'

// 80 bytes, like a sentence that people type.
const BODY = 'The parcel has been on its way since Tuesday; nobody can tell me where it is now'

/** Messages of one sender that are remembered at a time. */
const REMEMBERED = 4096

interface Sender {
  line: Line
  n: number
  due: Float64Array
  sent: Float64Array
  waiting: Set<number>
}

/** Keeps account of messages: when they were due, answered and heard. Counts what was due within its time. */
export class Book {
  readonly senders: Sender[]
  counting = false
  /** Told of each answer. */
  answered: (sender: number, isAccepted: boolean) => void = () => {}
  /** Told of each message that somebody else hears. */
  heard: (line: Line) => void = () => {}
  private readonly dialect: Dialect
  private accepted = 0
  private written = 0
  private refused = 0
  private readonly answers: number[] = []
  private readonly near: number[] = []
  private readonly far: number[] = []
  private readonly refusals: number[] = []

  constructor(dialect: Dialect) {
    this.dialect = dialect
    this.senders = []
  }

  add(lines: Line[]) {
    for (const line of lines)
      if (line.seat.message)
        this.senders.push({
          line,
          n: 0,
          due: new Float64Array(REMEMBERED),
          sent: new Float64Array(REMEMBERED),
          waiting: new Set(),
        })
  }

  send(sender: number, due = performance.now()) {
    const from = this.senders[sender]
    if (!from) return
    const n = from.n++
    from.due[n % REMEMBERED] = due
    from.sent[n % REMEMBERED] = performance.now()
    from.waiting.add(n)
    const frame = (from.line.seat.message ?? '').replaceAll('$id', makeId(sender, n)).replace('$body', BODY)
    from.line.ws.send(frame)
  }

  hear: Hear = (line, frame) => {
    const id = readId(frame)
    const from = id && this.senders[id.sender]
    if (!from) return
    if (starts(frame, this.dialect.answer)) this.takeAnswer(id.sender, from, id.n, frame)
    else if (from.line !== line) this.takeDelivery(from, id.n, line)
  }

  private takeAnswer(sender: number, from: Sender, n: number, frame: Buffer) {
    if (!from.waiting.delete(n)) return
    const { accepted } = this.dialect
    const isAccepted = accepted === undefined || frame.toString('latin1', 0, 100).includes(accepted)
    if (isAccepted) this.written++
    if (this.counting) {
      const now = performance.now()
      if (isAccepted) {
        this.accepted++
        this.answers.push(now - (from.due[n % REMEMBERED] ?? 0))
      } else {
        this.refused++
        this.refusals.push(now - (from.sent[n % REMEMBERED] ?? 0))
      }
    }
    this.answered(sender, isAccepted)
  }

  private takeDelivery(from: Sender, n: number, line: Line) {
    if (this.counting) {
      const list = line.seat.far ? this.far : this.near
      list.push(performance.now() - (from.due[n % REMEMBERED] ?? 0))
    }
    this.heard(line)
  }

  unanswered = () => this.senders.reduce((sum, { waiting }) => sum + waiting.size, 0)

  result(seconds: number, cpuMicros: number, last: number[] = []): LoadResult {
    return {
      seconds,
      accepted: this.accepted,
      written: this.written,
      refused: this.refused,
      unanswered: this.unanswered(),
      deliveries: this.near.length + this.far.length,
      answer: spreadOf(this.answers),
      delivery: spreadOf([...this.near, ...this.far]),
      farDelivery: spreadOf(this.far),
      refusal: spreadOf(this.refusals),
      last: spreadOf(last),
      cpuMicros,
    }
  }
}
