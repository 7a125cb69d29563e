import { z } from 'zod'
import { id } from './ids.ts'
import { operations } from './row.ts'

/** A conversation as a text file: nothing in it is markup, and no line begins a formula. */
export const transcript = z.object({ fileName: z.string(), text: z.string() })
export type Transcript = z.infer<typeof transcript>

const params = z.strictObject({ conversationId: id('conversation') })

export const transcriptOperations = operations({
  'GET /v1/widget/conversations/:conversationId/transcript': {
    can: 'widget:use',
    tag: 'Conversations',
    summary: "Get an own conversation as text, with times in the visitor's time zone, or UTC",
    params,
    returns: transcript,
  },
})
