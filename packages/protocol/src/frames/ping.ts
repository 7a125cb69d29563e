import { z } from 'zod'

/** Every 25 s ± 10 %. A `n` other than the client's own count means that it has missed something. */
export const ping = z.object({ t: z.literal('ping'), n: z.number().int() })

export const pong = z.strictObject({
  t: z.literal('pong'),
  n: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER),
})
