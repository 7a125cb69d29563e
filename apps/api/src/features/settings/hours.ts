import type { HoursNow, OpeningHours } from '@halloo/protocol'
import { Temporal } from 'temporal-polyfill'
import type { Presentable } from '../../shape.ts'

interface Span {
  from: Temporal.Instant
  to: Temporal.Instant
}

/** Days of opening without a break; what lasts longer is as good as for ever. */
const FAR = 7

/**
 * Whether the team is there at a moment, and when that turns. Clocks are those of the time zone: nine is nine on
 * the day that has 23 hours. A time that the clocks leave out counts as the hour after it, one that they show
 * twice as the first.
 * @example hoursAt({ timeZone: 'Europe/Berlin', week: [], closed: [], whenClosed: 'form' }, new Date()).isOpen // false
 */
export function hoursAt(hours: OpeningHours, now: Date): Presentable<HoursNow> {
  const at = Temporal.Instant.fromEpochMilliseconds(now.getTime())
  const { whenClosed } = hours
  const far = at.add({ hours: 24 * FAR })
  let closes: Temporal.Instant | undefined
  for (const { from, to } of spansFrom(hours, at)) {
    if (!closes && isBefore(at, from)) return { isOpen: false, changesAt: dateOf(from), whenClosed }
    if (closes && isBefore(closes, from)) break
    if (!closes || isBefore(closes, to)) closes = to
    if (isBefore(far, closes)) return { isOpen: true, changesAt: null, whenClosed }
  }
  return { isOpen: closes !== undefined, changesAt: closes ? dateOf(closes) : null, whenClosed }
}

/** What is open now or later, by its beginning. Only days that are closed put the next opening off by weeks. */
function* spansFrom({ timeZone, week, closed }: OpeningHours, at: Temporal.Instant): Generator<Span> {
  if (week.length === 0) return
  const today = at.toZonedDateTimeISO(timeZone).toPlainDate()
  // Yesterday's may last into today.
  for (let ahead = -1; ahead <= FAR + 1 + 7 * closed.length; ahead++) {
    const date = today.add({ days: ahead })
    if (closed.includes(date.toString())) continue
    const spans = week
      .filter(({ day }) => day === date.dayOfWeek)
      .map(({ opens, closes }) => ({
        from: instantOf(date, opens, timeZone),
        to: instantOf(closes <= opens ? date.add({ days: 1 }) : date, closes, timeZone),
      }))
      .filter(({ to }) => isBefore(at, to))
      .sort((a, b) => Temporal.Instant.compare(a.from, b.from))
    yield* spans
  }
}

const instantOf = (date: Temporal.PlainDate, clock: string, timeZone: string) =>
  date.toZonedDateTime({ timeZone, plainTime: Temporal.PlainTime.from(clock) }).toInstant()

const isBefore = (a: Temporal.Instant, b: Temporal.Instant) => Temporal.Instant.compare(a, b) < 0
const dateOf = (instant: Temporal.Instant) => new Date(instant.epochMilliseconds)
