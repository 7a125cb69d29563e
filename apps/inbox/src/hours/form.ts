import type { OpeningHours } from '@halloo/protocol'

export type Day = OpeningHours['week'][number]['day']
export const DAYS: readonly Day[] = [1, 2, 3, 4, 5, 6, 7]

export interface Span {
  id: string
  day: Day
  opens: string
  closes: string
}

export interface HoursForm extends Pick<OpeningHours, 'timeZone' | 'closed' | 'whenClosed'> {
  on: boolean
  /** In order of days. */
  week: Span[]
}

const NINE_TO_FIVE = DAYS.slice(0, 5).map(day => ({ day, opens: '09:00', closes: '17:00' }))

/** The opening hours, as the setting holds them and as they are edited; switched off they stay in the form. */
export const hoursCodec = {
  read(value: OpeningHours | null): HoursForm {
    const { timeZone, week, closed, whenClosed } = value ?? {
      timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      week: NINE_TO_FIVE,
      closed: [],
      whenClosed: 'form',
    }
    const spans = week.map((span, at) => ({ ...span, id: `saved-${at}` }))
    return { on: value !== null, timeZone, week: inOrder(spans), closed, whenClosed }
  },
  write: ({ on, timeZone, week, closed, whenClosed }: HoursForm): OpeningHours | null =>
    on
      ? { timeZone, week: week.map(({ day, opens, closes }) => ({ day, opens, closes })), closed, whenClosed }
      : null,
}

/** By days; within a day as they were. */
export const inOrder = (week: readonly Span[]) => week.toSorted((a, b) => a.day - b.day)
