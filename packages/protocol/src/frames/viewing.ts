import { z } from 'zod'
import { id } from '../ids.ts'

/** Which conversation the member has on screen. */
export const viewingUp = z.strictObject({
  t: z.literal('viewing'),
  conversationId: id('conversation').nullable(),
})

/** Who has a conversation on screen, whole list each time. */
export const viewingDown = z.object({
  t: z.literal('viewing'),
  conversationId: z.string(),
  memberIds: z.array(z.string()),
})
