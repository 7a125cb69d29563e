import { z } from 'zod'

/** First frame of the client: who it is (visitors: their token) and where its knowledge ends. */
export const hello = z.strictObject({
  t: z.literal('hello'),
  protocol: z.number().int().min(1).max(1_000),
  token: z.string().max(200).optional(),
  cursor: z.string().max(200).optional(),
})

/** First frame of the server. `n` counts the event frames of this socket, from this value on. */
export const welcome = z.object({
  t: z.literal('welcome'),
  protocol: z.number().int(),
  n: z.number().int(),
  cursor: z.string(),
  heartbeatMs: z.number().int(),
})
