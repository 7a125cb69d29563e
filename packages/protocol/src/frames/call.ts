import { z } from 'zod'

/** An operation of the contract over the socket; answered by `answer` with the same id. */
export const call = z.strictObject({
  t: z.literal('call'),
  id: z.string().min(1).max(64),
  op: z.string().max(120),
  params: z.unknown().optional(),
  query: z.unknown().optional(),
  body: z.unknown().optional(),
})

/** Status and body exactly as HTTP would give them; a refusal carries problem+json as its body. */
export const answer = z.object({
  t: z.literal('answer'),
  /** Null when the frame could not be read so far as its id. */
  id: z.string().nullable(),
  status: z.number().int(),
  body: z.unknown(),
})
