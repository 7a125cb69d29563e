import { z } from 'zod'

/** How far somebody has read a conversation. Unread = the other side's total − `readTotal`. */
export const participant = z.object({
  kind: z.enum(['member', 'chat_user']),
  id: z.string(),
  lastReadSeq: z.number().int(),
  /** How many messages of the other side lie at or before `lastReadSeq`. */
  readTotal: z.number().int(),
})
export type Participant = z.infer<typeof participant>
