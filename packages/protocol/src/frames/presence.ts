import { z } from 'zod'

/** Who is connected: members for members, agents as a yes or no for visitors. Kept only in memory. */
export const presence = z.object({
  t: z.literal('presence'),
  online: z.array(z.string()),
})
