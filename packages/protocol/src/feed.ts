import { z } from 'zod'
import { operations } from './row.ts'

/** Events by asking, for those whose network lets no socket through. */
export const eventPage = z.object({
  events: z.array(z.object({ cursor: z.string(), type: z.string(), data: z.unknown() })),
  /** Where to go on. */
  cursor: z.string(),
  /** The cursor was too old or not ours: fetch what is on screen anew, and go on from this one. */
  resync: z.boolean(),
})
export type EventPage = z.infer<typeof eventPage>

const seconds = z
  .string()
  .superRefine((value, ctx) => {
    if (!/^([0-9]|1[0-9]|2[0-5])$/.test(value))
      ctx.addIssue({ code: 'custom', params: { code: 'out_of_range' }, message: 'out_of_range' })
  })
  .transform(Number)
  .meta({ type: 'integer', minimum: 0, maximum: 25 })

const query = z.strictObject({
  /** Of the last event that is known; without one, from now on. */
  cursor: z.string().max(200).optional(),
  /** Seconds to wait for an event, if there is none yet. */
  wait: seconds.optional(),
})
const tag = 'Events'

export const feedOperations = operations({
  'GET /v1/events': {
    can: 'events:read',
    tag,
    summary: 'What happened after a cursor, as the socket would have told; waits for it up to 25 seconds',
    query,
    returns: eventPage,
    waits: true,
  },
  'GET /v1/widget/events': {
    can: 'widget:use',
    tag,
    summary: 'What happened to the visitor after a cursor; waits for it up to 25 seconds',
    query,
    returns: eventPage,
    waits: true,
  },
})
