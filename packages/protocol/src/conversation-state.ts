import { z } from 'zod'
import { timestamp } from './fields.ts'
import { id } from './ids.ts'
import { participant } from './participants.ts'

export const STATUSES = [
  'open',
  'waiting_for_user',
  'waiting_for_agent',
  'resolved',
  'unresolved',
  'closed',
] as const
export const PRIORITIES = ['low', 'normal', 'high', 'urgent'] as const
export const status = z.enum(STATUSES)
export type ConversationStatus = z.infer<typeof status>

/** The last message, short enough for a list. */
export const lastMessage = z.object({
  seq: z.number().int(),
  senderType: z.enum(['user', 'agent', 'system', 'bot']),
  senderId: z.string().nullable(),
  type: z.string(),
  preview: z.string(),
  /** It was taken back; there is nothing to preview. */
  isDeleted: z.boolean().optional(),
  createdAt: timestamp,
})

/** What a message changes of its conversation. */
export const conversationState = z.object({
  id: id('conversation'),
  status,
  lastSeq: z.number().int(),
  lastMessage: lastMessage.nullable(),
  /** Running totals of messages by side. */
  totals: z.object({ visitor: z.number().int(), team: z.number().int() }),
  participants: z.array(participant),
  waitingSince: timestamp.nullable(),
  firstResponseAt: timestamp.nullable(),
  lastAgentResponseAt: timestamp.nullable(),
  closedAt: timestamp.nullable(),
  updatedAt: timestamp,
  version: z.number().int(),
})
export type ConversationState = z.infer<typeof conversationState>

/** The same for the visitor: their own and the team's read cursors instead of the list of participants. */
export const visitorConversationState = z.object({
  id: id('conversation'),
  status,
  lastSeq: z.number().int(),
  lastMessage: lastMessage.omit({ senderId: true }).nullable(),
  unread: z.number().int(),
  readSeq: z.number().int(),
  /** The highest `seq` that anybody of the team has read. */
  agentReadSeq: z.number().int(),
  closedAt: timestamp.nullable(),
  updatedAt: timestamp,
  version: z.number().int(),
})
export type VisitorConversationState = z.infer<typeof visitorConversationState>
