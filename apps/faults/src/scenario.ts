import type { Verdict } from './checks/checker.ts'
import type { House } from './stage/house.ts'

/** Something that a row demands beside nothing lost, doubled, disordered or foreign. */
export interface Demand {
  text: string
  holds: boolean
}

export interface Outcome extends Verdict {
  recoveryMs: number[]
  demands: Demand[]
}

/** How big a run is: `short` in the tests, `long` by command. */
export type Size = 'short' | 'long'

/** A row of the fault matrix. */
export interface Scenario {
  name: string
  /** What goes wrong, in words. */
  fault: string
  /** Where it is demanded: rows of the security plan, or the realtime plan. */
  demandedBy: string
  /** Processes that it needs. */
  nodes: 1 | 2
  /** Needs a Redis between its processes. */
  redis?: boolean
  /** Disturbs nobody but its own people: may run beside others on one house. */
  gentle: boolean
  run(house: House, size: Size): Promise<Outcome>
}

export const demand = (text: string, holds: boolean): Demand => ({ text, holds })

/**
 * A demand on time. The tests share their cores with others, so that there it need only come to pass; how soon is
 * judged by the long form.
 */
export const within = (what: string, tookMs: number, atMostMs: number, size: Size): Demand =>
  demand(
    `${what} ${ms(tookMs)}, at most ${ms(atMostMs)}`,
    tookMs <= (size === 'long' ? atMostMs : NEVER_MS - 1),
  )

/** What was waited for in vain. */
export const NEVER_MS = Number.MAX_SAFE_INTEGER

export const ms = (value: number) =>
  value === NEVER_MS ? 'never' : value < 10_000 ? `${Math.round(value)} ms` : `${(value / 1000).toFixed(1)} s`

/** The value below which a share of all lies; 0 of nothing. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0
}

/** What is wrong with an outcome, in words; empty where the row passes. */
export const failings = (outcome: Outcome): string[] => [
  ...outcome.findings,
  ...outcome.wrong.slice(0, 5),
  ...outcome.demands.filter(({ holds }) => !holds).map(({ text }) => `not so: ${text}`),
]
