import { z } from 'zod'
import { id } from '../ids.ts'

/** The sender is writing; repeated while they do, at most once a second. Kept only in memory. */
export const typingUp = z.strictObject({ t: z.literal('typing'), conversationId: id('conversation') })

/** Somebody is writing: gone after five seconds without another. `name` is what a visitor may read. */
export const typingDown = z.object({
  t: z.literal('typing'),
  conversationId: z.string(),
  from: z.object({ kind: z.enum(['member', 'visitor']), id: z.string(), name: z.string().nullable() }),
})
