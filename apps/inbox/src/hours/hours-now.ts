import { type OpeningHours, openingAt } from '@halloo/protocol'

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

/**
 * Whether the team is there at a moment, and until when, by the clocks of the place: what the server answers to
 * visitors, here for hours that are not saved yet.
 * @example hoursNow({ timeZone: 'Europe/Berlin', week: [], closed: [], whenClosed: 'form' }, Date.now()).isOpen // false
 */
export function hoursNow(hours: OpeningHours, nowMs: number): HoursNow {
  const { date, clock } = wallTime(hours.timeZone, nowMs)
  // Told on the clocks that it was asked on, it need not know when these jump.
  const momentOf = (date: string, clock: string) => Date.parse(`${date}T${clock}Z`)
  const { isOpen, changesAt } = openingAt(hours, { now: momentOf(date, clock), today: date, momentOf })
  return { isOpen, changes: changesAt === null ? null : wallTime('UTC', changesAt) }
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
