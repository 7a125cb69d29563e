import { z } from 'zod'
import { LIMITS } from '../constants.ts'
import { text } from '../fields.ts'
import { id } from '../ids.ts'

/** The sender is writing; repeated while they do, at most once a second. Kept only in memory. */
export const typingUp = z.strictObject({
  t: z.literal('typing'),
  conversationId: id('conversation'),
  /** A visitor's words so far; passed on only where the organization reads them (`chatTypingPreview`). */
  preview: text(LIMITS.typingPreview).optional(),
})

/** Somebody is writing: gone after five seconds without another. `name` is what a visitor may read. */
export const typingDown = z.object({
  t: z.literal('typing'),
  conversationId: z.string(),
  from: z.object({ kind: z.enum(['member', 'visitor']), id: z.string(), name: z.string().nullable() }),
  /** To members only. */
  preview: z.string().optional(),
})
