import { z } from 'zod'

/** A fact of the log. `n` is gapless on one socket; `cursor` is where to go on after it. */
export const event = z.object({
  t: z.literal('event'),
  n: z.number().int(),
  cursor: z.string(),
  type: z.string(),
  data: z.unknown(),
})
