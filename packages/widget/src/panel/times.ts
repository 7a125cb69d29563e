import { locale, words } from './words.ts'

const DAY_MS = 86_400_000

export const timeOf = (at: string) => format(at, { hour: 'numeric', minute: '2-digit' })

/** Today as a time, this year as a day, before that as a month and year. */
export function shortTimeOf(at: string, now = new Date()): string {
  if (daysBetween(at, now) === 0) return timeOf(at)
  return new Date(at).getFullYear() === now.getFullYear()
    ? format(at, { day: 'numeric', month: 'short' })
    : format(at, { month: 'short', year: 'numeric' })
}

/** A moment to come: today as a time, this week with its day, else as a date. */
export function momentOf(at: string, now = new Date()): string {
  const days = -daysBetween(at, now)
  const time = { hour: 'numeric', minute: '2-digit' } as const
  return format(
    at,
    days === 0 ? time : days < 7 ? { weekday: 'long', ...time } : { day: 'numeric', month: 'long', ...time },
  )
}

export function dayOf(at: string, now = new Date()): string {
  const days = daysBetween(at, now)
  if (days === 0) return words.today
  if (days === 1) return words.yesterday
  return format(at, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    ...(new Date(at).getFullYear() === now.getFullYear() ? {} : { year: 'numeric' }),
  })
}

export function sizeOf(bytes: number): string {
  const kilo = Math.max(1, bytes / 1024)
  const isMega = kilo >= 1024
  const value = isMega ? kilo / 1024 : kilo
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: isMega ? 'megabyte' : 'kilobyte',
    maximumFractionDigits: isMega && value < 10 ? 1 : 0,
  }).format(value)
}

const format = (at: string, options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat(locale, options).format(new Date(at))

const daysBetween = (at: string, now: Date) =>
  Math.round((startOf(now).getTime() - startOf(new Date(at)).getTime()) / DAY_MS)

const startOf = (date: Date) => new Date(date.getFullYear(), date.getMonth(), date.getDate())
