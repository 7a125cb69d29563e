import { z } from 'zod'
import { contact } from './chat-users.ts'
import { LIMITS } from './constants.ts'
import { conversationState, PRIORITIES, STATUSES, visitorConversationState } from './conversation-state.ts'
import { dateTime, line, listOf, page, storedMetadata, text, timestamp } from './fields.ts'
import { id } from './ids.ts'
import { message, newMessage } from './messages.ts'
import { rating } from './ratings.ts'
import { operations } from './row.ts'

/** A conversation as members read it. Queued means: nobody is assigned and it has not ended. */
export const conversation = conversationState.extend({
  /** Counts up in its organization; what people call it by. */
  number: z.number().int(),
  subject: z.string().nullable(),
  priority: z.enum(PRIORITIES),
  channel: z.enum(['web', 'whatsapp', 'email', 'api']),
  departmentId: id('department').nullable(),
  assignedAgentId: id('member').nullable(),
  chatUser: contact,
  pageUrl: z.string().nullable(),
  referrer: z.string().nullable(),
  /** What the visitor answered before the first message, by the key of the question. */
  customFields: storedMetadata,
  rating: rating.nullable(),
  queuedAt: timestamp.nullable(),
  createdAt: timestamp,
})
export type Conversation = z.infer<typeof conversation>

/** A conversation as its visitor reads it. */
export const visitorConversation = visitorConversationState.extend({
  subject: z.string().nullable(),
  department: z.object({ id: id('department'), name: z.string() }).nullable(),
  agent: z.object({ id: id('member'), name: z.string(), avatarUrl: z.string().nullable() }).nullable(),
  rating: rating.nullable(),
  createdAt: timestamp,
})
export type VisitorConversation = z.infer<typeof visitorConversation>

/** One stay of a conversation with an agent. */
export const assignment = z.object({
  id: id('assignment'),
  conversationId: id('conversation'),
  agentId: id('member').nullable(),
  departmentId: id('department').nullable(),
  assignedBy: id('member').nullable(),
  reason: z.enum(['auto', 'manual', 'transfer', 'accept', 'removed']),
  note: z.string().nullable(),
  assignedAt: timestamp,
  endedAt: timestamp.nullable(),
})
export type Assignment = z.infer<typeof assignment>

/** The data of `conversation.removed`: the reader has lost sight of it. */
export const removedConversation = z.object({ id: id('conversation') })

export const VIEWS = ['queue', 'mine', 'all', 'ended'] as const
const ORDERS = ['newest', 'oldest'] as const

const dateRange = (
  value: { createdAfter?: string | undefined; createdBefore?: string | undefined },
  ctx: z.RefinementCtx,
) => {
  if (
    value.createdAfter &&
    value.createdBefore &&
    Date.parse(value.createdAfter) > Date.parse(value.createdBefore)
  )
    ctx.addIssue({
      code: 'custom',
      params: { code: 'range_inverted' },
      message: 'range_inverted',
      path: ['createdBefore'],
    })
}

const params = z.strictObject({ conversationId: id('conversation') })
const tag = 'Conversations'

export const conversationOperations = operations({
  'GET /v1/conversations': {
    can: 'conversations:read',
    tag,
    summary:
      'List conversations: the queue (longest waiting first), mine, all that are under way, or ended ones',
    query: z
      .strictObject({
        view: z.enum(VIEWS).optional(),
        status: z.enum(STATUSES).optional(),
        departmentId: id('department').optional(),
        assigneeId: id('member').optional(),
        chatUserId: id('chatUser').optional(),
        q: text(LIMITS.searchLength).optional(),
        createdAfter: dateTime.optional(),
        createdBefore: dateTime.optional(),
        order: z.enum(ORDERS).optional(),
        ...page,
      })
      .superRefine(dateRange),
    returns: listOf(conversation),
  },
  'POST /v1/conversations': {
    can: 'conversations:write',
    tag,
    summary: 'Write to a contact first: a new conversation, assigned to its writer',
    body: z.strictObject({
      /** Made by the client, so that a repeat is harmless; by us otherwise. */
      id: id('conversation').optional(),
      chatUserId: id('chatUser'),
      departmentId: id('department').nullable().optional(),
      subject: line(200).optional(),
      message: newMessage,
    }),
    returns: z.object({ conversation, message }),
    status: 201,
  },
  'GET /v1/conversations/:conversationId': {
    can: 'conversations:read',
    tag,
    summary: 'Get a conversation',
    params,
    returns: conversation,
  },
  'PATCH /v1/conversations/:conversationId': {
    can: 'conversations:write',
    tag,
    summary: 'Change subject, priority or status',
    params,
    body: z.strictObject({
      subject: line(200).nullable().optional(),
      priority: z.enum([...PRIORITIES, 'medium']).optional(),
      status: z.enum(STATUSES).optional(),
    }),
    returns: conversation,
  },
  'POST /v1/conversations/:conversationId/accept': {
    can: 'conversations:write',
    tag,
    summary: 'Take a conversation from the queue; of two at once exactly one wins',
    params,
    returns: conversation,
  },
  'POST /v1/conversations/:conversationId/assign': {
    can: 'conversations:assign',
    tag,
    summary: 'Give a conversation to a member, or back to the queue with null',
    params,
    body: z.strictObject({ memberId: id('member').nullable(), note: text(500).optional() }),
    returns: conversation,
  },
  'POST /v1/conversations/:conversationId/transfer': {
    can: 'conversations:assign',
    tag,
    summary: 'Hand a conversation to another department; it waits in its queue',
    params,
    body: z.strictObject({ departmentId: id('department'), note: text(500).optional() }),
    returns: conversation,
  },
  'POST /v1/conversations/:conversationId/close': {
    can: 'conversations:write',
    tag,
    summary: 'Close a conversation',
    params,
    returns: conversation,
  },
  'POST /v1/conversations/:conversationId/reopen': {
    can: 'conversations:write',
    tag,
    summary: 'Open an ended conversation again',
    params,
    returns: conversation,
  },
  'GET /v1/conversations/:conversationId/assignments': {
    can: 'conversations:read',
    tag,
    summary: 'Who had the conversation, when, and why; oldest first',
    params,
    query: z.strictObject(page),
    returns: listOf(assignment),
  },
})
