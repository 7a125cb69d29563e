import { z } from 'zod'
import { operations } from './row.ts'

/**
 * Badge counts of one topic: everything, a department, or a member. They are kept in the transaction
 * that changes them and pushed; a client adds up the topics that it sees.
 */
export const count = z.object({
  /** `everything`, `department:<id>` or `member:<id>`. */
  topic: z.string(),
  /** Waiting for somebody to accept. */
  queued: z.number().int(),
  /** Assigned and under way: of a member's topic, their load. */
  active: z.number().int(),
  /** Under way and assigned, with something that the assignee has not read. */
  unread: z.number().int(),
  version: z.number().int(),
})
export type Count = z.infer<typeof count>

export const countOperations = operations({
  'GET /v1/counts': {
    can: 'counts:read',
    tag: 'Counts',
    summary: 'Badge counts of every topic that you see',
    returns: z.object({ items: z.array(count) }),
  },
})
