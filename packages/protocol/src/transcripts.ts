import { z } from 'zod'
import { id } from './ids.ts'
import { operations } from './row.ts'

/** A conversation as a text file: nothing in it is markup, and no line begins a formula. */
export const transcript = z.object({ fileName: z.string(), text: z.string() })
export type Transcript = z.infer<typeof transcript>

/** The visitor asked for a transcript by mail. */
export const requestedTranscript = z.object({ conversationId: id('conversation') })

const params = z.strictObject({ conversationId: id('conversation') })

export const transcriptOperations = operations({
  'GET /v1/widget/conversations/:conversationId/transcript': {
    can: 'widget:use',
    tag: 'Conversations',
    summary: "Get an own conversation as text, in the visitor's language and time zone, or English and UTC",
    params,
    returns: transcript,
  },
  'POST /v1/widget/conversations/:conversationId/transcript': {
    can: 'widget:use',
    tag: 'Conversations',
    summary:
      "Have an own conversation mailed to the visitor's own address, which must be proved to be theirs",
    params,
    body: z.strictObject({}),
    returns: z.object({ sent: z.literal(true) }),
  },
})
