import { z } from 'zod'
import { type ByeReason, CLOSE_CODES } from '../constants.ts'

/** Last frame of the server: why, and when to come back. The close code follows from the reason. */
export const bye = z.object({
  t: z.literal('bye'),
  reason: z.enum(Object.keys(CLOSE_CODES) as [ByeReason, ...ByeReason[]]),
  retryAfterMs: z.number().int().optional(),
})
