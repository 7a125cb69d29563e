import { type HoursNow, type OpeningHours, openingAt } from '@halloo/protocol'
import { Temporal } from 'temporal-polyfill'
import type { Presentable } from '../../shape.ts'

/**
 * Whether the team is there at a moment, and when that turns. Clocks are those of the time zone: nine is nine on
 * the day that has 23 hours. A time that the clocks leave out counts as the hour after it, one that they show
 * twice as the first.
 * @example hoursAt({ timeZone: 'Europe/Berlin', week: [], closed: [], whenClosed: 'form' }, new Date()).isOpen // false
 */
export function hoursAt(hours: OpeningHours, now: Date): Presentable<HoursNow> {
  const { timeZone, whenClosed } = hours
  const here = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(timeZone)
  const { isOpen, changesAt } = openingAt(hours, {
    now: now.getTime(),
    today: here.toPlainDate().toString(),
    momentOf: (date, clock) =>
      Temporal.PlainDateTime.from(`${date}T${clock}`).toZonedDateTime(timeZone).epochMilliseconds,
  })
  return { isOpen, changesAt: changesAt === null ? null : new Date(changesAt), whenClosed }
}
