import type { OpeningHours } from '@halloo/protocol'
import { expect, test } from 'vitest'
import { hoursNow } from './hours-now.ts'

const monday = { day: 1, opens: '09:00', closes: '17:00' } as const
const hours = (more: Partial<OpeningHours>): OpeningHours => ({
  timeZone: 'Europe/Berlin',
  week: [monday],
  closed: [],
  whenClosed: 'form',
  ...more,
})
const at = (moment: string, more: Partial<OpeningHours> = {}) => hoursNow(hours(more), Date.parse(moment))

test('is told by the clocks of the place, not of the reader', () => {
  expect(at('2026-01-05T08:30:00Z')).toEqual({
    isOpen: true,
    changes: { date: '2026-01-05', clock: '17:00' },
  })
  expect(at('2026-01-05T07:59:00Z')).toEqual({
    isOpen: false,
    changes: { date: '2026-01-05', clock: '09:00' },
  })
  expect(at('2026-01-05T16:00:00Z')).toEqual({
    isOpen: false,
    changes: { date: '2026-01-12', clock: '09:00' },
  })
})

test('nine is nine in summer and in winter', () => {
  expect(at('2026-07-06T06:59:00Z').isOpen).toBe(false)
  expect(at('2026-07-06T07:00:00Z').isOpen).toBe(true)
})

test('a closed day is passed over, however many there are', () => {
  expect(at('2026-01-05T08:30:00Z', { closed: ['2026-01-05', '2026-01-12'] })).toEqual({
    isOpen: false,
    changes: { date: '2026-01-19', clock: '09:00' },
  })
})

test('a night belongs to the day on which it begins', () => {
  const night = { week: [{ day: 5, opens: '22:00', closes: '02:00' }] } as Partial<OpeningHours>
  expect(at('2026-01-10T00:30:00Z', night)).toEqual({
    isOpen: true,
    changes: { date: '2026-01-10', clock: '02:00' },
  })
  expect(at('2026-01-09T00:30:00Z', night).isOpen).toBe(false)
})

test('spans that meet are one, and a week without a gap has no end', () => {
  const two = [monday, { day: 1, opens: '17:00', closes: '20:00' } as const]
  expect(at('2026-01-05T08:30:00Z', { week: two }).changes?.clock).toBe('20:00')
  const always = [1, 2, 3, 4, 5, 6, 7].map(day => ({ day, opens: '00:00', closes: '00:00' }))
  expect(at('2026-01-05T08:30:00Z', { week: always as OpeningHours['week'] })).toEqual({
    isOpen: true,
    changes: null,
  })
})

test('without any hours it never opens', () => {
  expect(at('2026-01-05T08:30:00Z', { week: [] })).toEqual({ isOpen: false, changes: null })
})
