import { z } from 'zod'
import { issue, text, timestamp } from './fields.ts'

/** The name of a time zone that this machine knows; an offset is none, because it knows no summer. */
export const timeZone = z
  .string()
  .superRefine((value, ctx) => {
    if (!/^[A-Za-z][A-Za-z0-9_+/-]{0,60}$/.test(value) || !isTimeZone(value)) issue(ctx, 'unknown_time_zone')
  })
  .meta({ examples: ['Europe/Berlin'] })

function isTimeZone(value: string) {
  try {
    new Intl.DateTimeFormat('en', { timeZone: value })
    return true
  } catch {
    return false
  }
}

/**
 * The same as a browser says it with the first word. What this machine does not know is passed over: it must not
 * keep anybody from writing.
 */
export const saidTimeZone = text(100).transform(value =>
  timeZone.safeParse(value).success ? value : undefined,
)

const clock = z
  .string()
  .superRefine((value, ctx) => {
    if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(value)) issue(ctx, 'invalid_date_time')
  })
  .meta({ examples: ['09:00'] })

const date = z
  .string()
  .superRefine((value, ctx) => {
    const isDate = /^\d{4}-\d\d-\d\d$/.test(value) && !Number.isNaN(Date.parse(value))
    if (!isDate || new Date(value).toISOString().slice(0, 10) !== value) issue(ctx, 'invalid_date_time')
  })
  .meta({ format: 'date' })

/** What the widget offers while nobody is there. */
export const WHEN_CLOSED = ['form', 'chat'] as const

/**
 * When the team is there, on the clocks of its time zone. Days are 1 (Monday) to 7. What closes at or before it
 * opens closes on the next day: 22:00 to 02:00 is a night, 00:00 to 00:00 a whole day.
 */
export const openingHours = z.strictObject({
  timeZone,
  week: z
    .array(
      z.strictObject({
        day: z.literal([1, 2, 3, 4, 5, 6, 7]),
        opens: clock,
        closes: clock,
      }),
    )
    .max(50),
  /** Days on which nobody comes, whatever the week says. */
  closed: z.array(date).max(100),
  whenClosed: z.enum(WHEN_CLOSED),
})
export type OpeningHours = z.infer<typeof openingHours>

/** What follows from the opening hours at the moment of asking. */
export const hoursNow = z.object({
  isOpen: z.boolean(),
  /** When `isOpen` turns; null where that is more than a week of opening, or no opening at all, away. */
  changesAt: timestamp.nullable(),
  whenClosed: z.enum(WHEN_CLOSED),
})
export type HoursNow = z.infer<typeof hoursNow>
