const DAY = 86_400_000

const startOfDay = (moment: number | Date) => new Date(moment).setHours(0, 0, 0, 0)
const format = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat('en-GB', options)
const CLOCK = format({ hour: '2-digit', minute: '2-digit' })
const WEEKDAY = format({ weekday: 'short' })
const DAY_MONTH = format({ day: 'numeric', month: 'short' })
const DAY_MONTH_YEAR = format({ day: 'numeric', month: 'short', year: 'numeric' })
const WHOLE_DAY = format({ weekday: 'long', day: 'numeric', month: 'long' })
const WHOLE_DAY_YEAR = format({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' })
const WHOLE = format({ dateStyle: 'long', timeStyle: 'short' })

export const clock = (moment: string) => CLOCK.format(new Date(moment))
export const wholeMoment = (moment: string) => WHOLE.format(new Date(moment))

/** As short as a list allows: 14:31, Yesterday, Mon, 16 Nov, 16 Nov 2024. */
export function shortMoment(moment: string, now: number) {
  const days = daysBetween(moment, now)
  const date = new Date(moment)
  if (days <= 0) return CLOCK.format(date)
  if (days === 1) return 'Yesterday'
  if (days < 7) return WEEKDAY.format(date)
  return (sameYear(date, now) ? DAY_MONTH : DAY_MONTH_YEAR).format(date)
}

/** A day as the log says it: Today, Yesterday, Thursday 19 November. */
export function dayName(moment: string, now: number) {
  const days = daysBetween(moment, now)
  if (days === 0) return 'Today'
  if (days === 1) return 'Yesterday'
  const date = new Date(moment)
  return (sameYear(date, now) ? WHOLE_DAY : WHOLE_DAY_YEAR).format(date).replace(',', '')
}

export const sameDay = (a: string, b: string) => startOfDay(Date.parse(a)) === startOfDay(Date.parse(b))

/** How long somebody has waited: 0:42, 4:12, 12 min, 3 h, 2 days. */
export function waitWords(milliseconds: number) {
  const seconds = Math.max(0, Math.floor(milliseconds / 1_000))
  const minutes = Math.floor(seconds / 60)
  if (minutes < 10) return `${minutes}:${String(seconds % 60).padStart(2, '0')}`
  if (minutes < 60) return `${minutes} min`
  const hours = Math.floor(minutes / 60)
  if (hours < 24) return `${hours} h`
  const days = Math.floor(hours / 24)
  return days === 1 ? '1 day' : `${days} days`
}

/** Between two moments: under a minute, 4 min, 2 h 5 min, 3 days. */
export function spanWords(milliseconds: number) {
  const minutes = Math.floor(milliseconds / 60_000)
  if (minutes < 1) return 'under a minute'
  if (minutes < 60) return `${minutes} min`
  const hours = Math.floor(minutes / 60)
  if (hours < 24) return minutes % 60 ? `${hours} h ${minutes % 60} min` : `${hours} h`
  const days = Math.floor(hours / 24)
  return days === 1 ? '1 day' : `${days} days`
}

const daysBetween = (moment: string, now: number) =>
  Math.round((startOfDay(now) - startOfDay(Date.parse(moment))) / DAY)
const sameYear = (date: Date, now: number) => date.getFullYear() === new Date(now).getFullYear()
