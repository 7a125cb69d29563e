import type { Crowd } from '../system.ts'

/** What the load generator is asked to do. */
export type Job = Crowd &
  (
    | { kind: 'closed'; seconds: number }
    | { kind: 'open'; seconds: number; rate: number }
    | { kind: 'rest' }
    | { kind: 'fan'; seconds: number }
    | { kind: 'resume'; messages: number }
  )

/** Milliseconds. */
export interface Spread {
  p50: number
  p99: number
  max: number
  count: number
}

/** What came of it, within the counted seconds unless said otherwise. */
export interface LoadResult {
  seconds: number
  /** Messages that were accepted. */
  accepted: number
  /** All that were accepted, counted seconds or not. */
  written: number
  refused: number
  /** Messages that were never answered. */
  unanswered: number
  /** Frames with a message at other sockets than its sender's. */
  deliveries: number
  /** From when a message was due to its answer. */
  answer: Spread
  /** From when a message was due to the other side. */
  delivery: Spread
  /** The same, for those who sit at another process. */
  farDelivery: Spread
  /** From sending to being refused. */
  refusal: Spread
  /** Until the last of all has it: fan-out and resume. */
  last: Spread
  /** CPU of the generator. */
  cpuMicros: number
}

export function spreadOf(times: number[]): Spread {
  const sorted = Float64Array.from(times).sort()
  const at = (share: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
  return { p50: at(0.5), p99: at(0.99), max: at(1), count: sorted.length }
}
