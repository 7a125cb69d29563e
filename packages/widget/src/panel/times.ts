import { locale } from './words.ts'

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

/** Engines read the data of all their languages for a page's first date, in one go: best done before it is needed. */
export const warmUp = () => format('2020-02-02', { hour: 'numeric' })

// Making one takes longer than drawing the message that it stands under.
const formats = new Map<string, Intl.DateTimeFormat>()

export function format(at: string, options: Intl.DateTimeFormatOptions) {
  const name = locale + JSON.stringify(options)
  const known = formats.get(name) ?? new Intl.DateTimeFormat(locale, options)
  formats.set(name, known)
  return known.format(new Date(at))
}

export const daysBetween = (at: string, now: Date) =>
  Math.round((startOf(now).getTime() - startOf(new Date(at)).getTime()) / DAY_MS)

const startOf = (date: Date) => new Date(date.getFullYear(), date.getMonth(), date.getDate())
