import { daysBetween, format } from '../times.ts'
import { locale, words } from '../words.ts'

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
