import type { OpeningHours } from '@halloo/protocol'
import { describe, expect, test } from 'vitest'
import { hoursAt } from './hours.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
type Week = OpeningHours['week']
type Day = Week[number]['day']

const DAYS: Day[] = [1, 2, 3, 4, 5, 6, 7]
const daily = (opens: string, closes: string): Week => DAYS.map(day => ({ day, opens, closes }))
const of = (timeZone: string, week: Week, closed: string[] = []): OpeningHours => ({
  timeZone,
  week,
  closed,
  whenClosed: 'form',
})
const at = (hours: OpeningHours, moment: string) => {
  const { isOpen, changesAt } = hoursAt(hours, new Date(moment))
  return [isOpen, changesAt && new Date(changesAt).toISOString()]
}

describe('an office day', () => {
  const hours = of('Europe/Berlin', [
    { day: 1, opens: '09:00', closes: '12:00' },
    { day: 1, opens: '13:00', closes: '17:00' },
    { day: 5, opens: '09:00', closes: '15:00' },
  ])

  test('opens to the minute, and closes to the minute', () => {
    expect(at(hours, '2026-01-05T07:59:59Z')).toEqual([false, '2026-01-05T08:00:00.000Z'])
    expect(at(hours, '2026-01-05T08:00:00Z')).toEqual([true, '2026-01-05T11:00:00.000Z'])
    expect(at(hours, '2026-01-05T11:00:00Z')).toEqual([false, '2026-01-05T12:00:00.000Z'])
    expect(at(hours, '2026-01-05T16:00:00Z')).toEqual([false, '2026-01-09T08:00:00.000Z'])
    expect(at(hours, '2026-01-09T14:00:00Z')).toEqual([false, '2026-01-12T08:00:00.000Z'])
  })

  test('passes over days that are closed, however many', () => {
    const holidays = { ...hours, closed: ['2026-01-05', '2026-01-09', '2026-01-12'] }
    expect(at(holidays, '2026-01-05T08:30:00Z')).toEqual([false, '2026-01-16T08:00:00.000Z'])
    const fridays = Array.from({ length: 100 }, (_, n) =>
      new Date(Date.UTC(2026, 0, 9 + 7 * n)).toISOString().slice(0, 10),
    )
    const never = of('Europe/Berlin', [{ day: 5, opens: '09:00', closes: '15:00' }], fridays)
    expect(at(never, '2026-01-05T08:00:00Z')).toEqual([false, '2027-12-10T08:00:00.000Z'])
  })
})

test('nobody ever comes where the week is empty', () => {
  expect(at(of('UTC', []), '2026-01-05T08:00:00Z')).toEqual([false, null])
})

test('a night belongs to the day on which it begins', () => {
  const hours = of('Europe/Berlin', [{ day: 6, opens: '22:00', closes: '02:00' }])
  expect(at(hours, '2026-01-10T23:30:00Z')).toEqual([true, '2026-01-11T01:00:00.000Z'])
  expect(at({ ...hours, closed: ['2026-01-11'] }, '2026-01-10T23:30:00Z')).toEqual([
    true,
    '2026-01-11T01:00:00.000Z',
  ])
  expect(at({ ...hours, closed: ['2026-01-10'] }, '2026-01-10T23:30:00Z')[0]).toBe(false)
})

test('what touches or overlaps is one opening; what never ends does not change', () => {
  const halves = of('UTC', [
    { day: 1, opens: '08:00', closes: '12:00' },
    { day: 1, opens: '12:00', closes: '16:00' },
    { day: 1, opens: '09:00', closes: '10:00' },
  ])
  expect(at(halves, '2026-01-05T08:30:00Z')).toEqual([true, '2026-01-05T16:00:00.000Z'])
  expect(at(of('UTC', daily('00:00', '00:00')), '2026-01-05T08:30:00Z')).toEqual([true, null])
  const closed = of('UTC', daily('00:00', '00:00'), ['2026-01-07'])
  expect(at(closed, '2026-01-05T08:30:00Z')).toEqual([true, '2026-01-07T00:00:00.000Z'])
})

// Days on which clocks change, and zones that are unlike others: half an hour in Lord Howe, a Ramadan without
// summer time in Casablanca, midnight that does not exist in Santiago, the date line at Apia and Kiritimati.
const CHANGES: [zone: string, days: string[]][] = [
  ['Europe/Berlin', ['2026-03-29', '2026-10-25']],
  ['Europe/London', ['2026-03-29', '2026-10-25']],
  ['America/New_York', ['2026-03-08', '2026-11-01']],
  ['America/St_Johns', ['2026-03-08', '2026-11-01']],
  ['America/Santiago', ['2026-04-05', '2026-09-06']],
  ['Australia/Lord_Howe', ['2026-04-05', '2026-10-04']],
  ['Pacific/Auckland', ['2026-04-05', '2026-09-27']],
  ['Pacific/Apia', ['2026-03-29', '2026-10-25']],
  ['Pacific/Kiritimati', ['2026-03-29', '2026-10-25']],
  ['Africa/Casablanca', ['2026-02-15', '2026-03-22']],
  ['Asia/Kathmandu', ['2026-03-29', '2026-10-25']],
  ['Asia/Tokyo', ['2026-03-29', '2026-10-25']],
]

const WEEKS: [words: string, week: Week][] = [
  ['by day', daily('09:00', '17:30')],
  ['by night', daily('20:15', '06:45')],
  [
    'on weekends, around midnight',
    [
      { day: 6, opens: '12:00', closes: '00:00' },
      { day: 7, opens: '00:00', closes: '08:30' },
    ],
  ],
]

/** What the clock on the wall shows, asked of the platform's own calendar. */
function wallOf(timeZone: string) {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })
  const days = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']
  return (moment: number) => {
    const parts = Object.fromEntries(format.formatToParts(moment).map(({ type, value }) => [type, value]))
    return { day: days.indexOf(parts.weekday ?? '') + 1, clock: `${parts.hour}:${parts.minute}` }
  }
}

const isOpenByWall = (week: Week, { day, clock }: { day: number; clock: string }) =>
  week.some(({ day: on, opens, closes }) => {
    const isToday = on === day && clock >= opens && (closes <= opens || clock < closes)
    const isStillYesterdays = closes <= opens && on === ((day + 5) % 7) + 1 && clock < closes
    return isToday || isStillYesterdays
  })

describe.each(CHANGES)('in %s, when clocks change', (timeZone, days) => {
  test.each(WEEKS)('%s, it is what the clock on the wall says, every quarter of an hour', (_, week) => {
    const wall = wallOf(timeZone)
    for (const day of days) {
      const noon = Date.parse(`${day}T12:00:00Z`)
      const steps = Array.from({ length: 4 * 72 }, (_, n) => noon - 36 * HOUR + n * 15 * MINUTE)
      const reference = steps.map(moment => isOpenByWall(week, wall(moment)))
      for (const [n, moment] of steps.entries()) {
        const { isOpen, changesAt } = hoursAt(of(timeZone, week), new Date(moment))
        expect([moment, isOpen]).toEqual([moment, reference[n]])
        const next = reference.findIndex((open, later) => later > n && open !== reference[n])
        if (next >= 0) expect(new Date(changesAt ?? 0).getTime()).toBe(steps[next])
      }
    }
  })
})
