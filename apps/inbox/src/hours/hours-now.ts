import type { OpeningHours } from '@halloo/protocol'

/** A time as the clocks of a place show it. */
export interface WallTime {
  /** YYYY-MM-DD */
  date: string
  /** HH:MM */
  clock: string
}

export interface HoursNow {
  isOpen: boolean
  /** When that turns; null where it does not within a week of opening. */
  changes: WallTime | null
}

const DAY = 24 * 60
const FAR = 7

/**
 * Whether the team is there at a moment, and until when, by the clocks of the place: what the server answers to
 * visitors, here for hours that are not saved yet.
 * @example hoursNow({ timeZone: 'Europe/Berlin', week: [], closed: [], whenClosed: 'form' }, Date.now()).isOpen // false
 */
export function hoursNow(hours: OpeningHours, nowMs: number): HoursNow {
  const today = wallTime(hours.timeZone, nowMs)
  const now = minutesOf(today.clock)
  let closes: number | undefined
  for (const { from, to } of spansFrom(hours, today.date, now)) {
    if (closes === undefined && now < from) return { isOpen: false, changes: later(today.date, from) }
    if (closes !== undefined && closes < from) break
    closes = Math.max(closes ?? to, to)
    if (closes > now + FAR * DAY) return { isOpen: true, changes: null }
  }
  return closes === undefined
    ? { isOpen: false, changes: null }
    : { isOpen: true, changes: later(today.date, closes) }
}

/** What is open now or later, in minutes since the beginning of today. */
function* spansFrom({ week, closed }: OpeningHours, today: string, now: number) {
  if (week.length === 0) return
  // Yesterday's may last into today.
  for (let ahead = -1; ahead <= FAR + 1 + 7 * closed.length; ahead++) {
    const { date } = later(today, ahead * DAY)
    if (closed.includes(date)) continue
    const weekday = new Date(date).getUTCDay() || 7
    yield* week
      .filter(({ day }) => day === weekday)
      .map(({ opens, closes }) => ({
        from: ahead * DAY + minutesOf(opens),
        to: (closes <= opens ? ahead + 1 : ahead) * DAY + minutesOf(closes),
      }))
      .filter(({ to }) => now < to)
      .sort((a, b) => a.from - b.from)
  }
}

/** What the clocks of a place show at a moment. */
export function wallTime(timeZone: string, atMs: number): WallTime {
  const text = new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  }).format(atMs)
  return { date: text.slice(0, 10), clock: text.slice(11, 16) }
}

const minutesOf = (clock: string) => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3))

/** Dates are counted in UTC, where every day has 24 hours. */
function later(date: string, minutes: number): WallTime {
  const text = new Date(Date.parse(date) + minutes * 60_000).toISOString()
  return { date: text.slice(0, 10), clock: text.slice(11, 16) }
}
