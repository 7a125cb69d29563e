import { expect, test } from 'vitest'
import { dayName, shortMoment, spanWords, waitWords } from './time.ts'

const local = (day: number, hour = 14, year = 2026) => new Date(year, 10, day, hour, 31).toISOString()
const now = new Date(2026, 10, 19, 18).getTime()

test('a list says only as much of a moment as it must', () => {
  expect(shortMoment(local(19), now)).toBe('14:31')
  expect(shortMoment(local(18, 23), now)).toBe('Yesterday')
  expect(shortMoment(local(16), now)).toBe('Mon')
  expect(shortMoment(local(2), now)).toBe('2 Nov')
  expect(shortMoment(local(2, 9, 2024), now)).toBe('2 Nov 2024')
})

test('the log names its days', () => {
  expect(dayName(local(19), now)).toBe('Today')
  expect(dayName(local(18), now)).toBe('Yesterday')
  expect(dayName(local(12), now)).toBe('Thursday 12 November')
})

test('waiting is told in seconds while every second counts', () => {
  expect(
    [42_000, 252_000, 12 * 60_000, 3 * 3_600_000, 24 * 3_600_000, 50 * 3_600_000].map(waitWords),
  ).toEqual(['0:42', '4:12', '12 min', '3 h', '1 day', '2 days'])
  expect(waitWords(-5_000)).toBe('0:00')
})

test('a span is told in words', () => {
  expect([20_000, 4 * 60_000, 125 * 60_000, 120 * 60_000].map(spanWords)).toEqual([
    'under a minute',
    '4 min',
    '2 h 5 min',
    '2 h',
  ])
})
