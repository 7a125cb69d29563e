import type { OpeningHours } from './hours.ts'

/** Days of opening without a break; what lasts longer is as good as for ever. */
const FAR = 7
const DAY_MS = 24 * 60 * 60_000

/** Where and when is asked, in milliseconds on any one scale. */
export interface OpeningAt {
  now: number
  /** The date there, as YYYY-MM-DD. */
  today: string
  /** When the clocks there show a time, as HH:MM, on a date. */
  momentOf(date: string, clock: string): number
}

/**
 * Whether the team is there, and when that turns; null where that is more than a week of opening, or no opening at
 * all, away. What a clock means is the caller's to say, by the time zone.
 * @example openingAt({ week: [], closed: [] }, { now: 0, today: '1970-01-01', momentOf: () => 0 }).isOpen // false
 */
export function openingAt(hours: Pick<OpeningHours, 'week' | 'closed'>, at: OpeningAt) {
  let closes: number | undefined
  for (const { from, to } of spansFrom(hours, at)) {
    if (closes === undefined && at.now < from) return { isOpen: false, changesAt: from }
    if (closes !== undefined && closes < from) break
    closes = Math.max(closes ?? to, to)
    if (closes > at.now + FAR * DAY_MS) return { isOpen: true, changesAt: null }
  }
  return { isOpen: closes !== undefined, changesAt: closes ?? null }
}

/** What is open now or later, by its beginning. Only days that are closed put the next opening off by weeks. */
function* spansFrom(
  { week, closed }: Pick<OpeningHours, 'week' | 'closed'>,
  { now, today, momentOf }: OpeningAt,
) {
  if (week.length === 0) return
  // Yesterday's may last into today.
  for (let ahead = -1; ahead <= FAR + 1 + 7 * closed.length; ahead++) {
    const date = dateAfter(today, ahead)
    if (closed.includes(date)) continue
    const weekday = new Date(date).getUTCDay() || 7
    yield* week
      .filter(({ day }) => day === weekday)
      .map(({ opens, closes }) => ({
        from: momentOf(date, opens),
        to: momentOf(closes <= opens ? dateAfter(date, 1) : date, closes),
      }))
      .filter(({ to }) => now < to)
      .sort((a, b) => a.from - b.from)
  }
}

/** Dates are counted in UTC, where every day has 24 hours. */
const dateAfter = (date: string, days: number) =>
  new Date(Date.parse(date) + days * DAY_MS).toISOString().slice(0, 10)
