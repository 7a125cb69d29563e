import { z } from 'zod'
import { integer, text } from './fields.ts'

/** What a visitor thought of a conversation, from 1 to 5. */
export const rating = z.object({ score: z.number().int(), comment: z.string().nullable() })
export type Rating = z.infer<typeof rating>

/** The same, as it is given. */
export const newRating = z.strictObject({
  score: integer(1, 5),
  comment: text(1000).nullable().optional(),
})
