import { z } from 'zod'
import { FIELD_CODES, PROBLEMS, type ProblemCode } from './constants.ts'
import { message } from './messages.ts'
import { preChat } from './pre-chat.ts'

/** What is wrong with one field. */
export const fieldError = z.object({
  pointer: z.string(),
  code: z.enum(FIELD_CODES),
  /** A value near to the given one that would be taken; with `low_contrast`. */
  suggestion: z.string().optional(),
})
export type FieldError = z.infer<typeof fieldError>

/** A refusal, as RFC 9457 problem+json. https://www.rfc-editor.org/rfc/rfc9457 */
export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  code: z.enum(Object.keys(PROBLEMS) as [ProblemCode, ...ProblemCode[]]),
  detail: z.string().optional(),
  errors: z.array(fieldError).optional(),
  retryAfterMs: z.number().int().optional(),
  /** With `stale_view`: the replies that were not on screen, in order of `seq`; the last twenty. */
  newer: z.array(message).optional(),
  /** With `questions_unanswered`: what is asked now. */
  preChat: preChat.optional(),
  requestId: z.string(),
})
export type Problem = z.infer<typeof problem>
