import { z } from 'zod'
import { visitorConversation } from './conversations.ts'
import { greetingId } from './display.ts'
import { line, listOf, metadata, page, webUrl } from './fields.ts'
import { id } from './ids.ts'
import { newMessage, visitorMessage } from './messages.ts'
import { newRating } from './ratings.ts'
import { operations } from './row.ts'

/** How a waiting visitor stands: both null once somebody has taken over, or the conversation has ended. */
export const queuePlace = z.object({
  /** 1 is next. */
  position: z.number().int().nullable(),
  /** Seconds, judged by how fast the queue went lately; null where too little happened to judge. */
  expectedWaitSeconds: z.number().int().nullable(),
})
export type QueuePlace = z.infer<typeof queuePlace>

const params = z.strictObject({ conversationId: id('conversation') })
const tag = 'Conversations'

export const widgetConversationOperations = operations({
  'GET /v1/widget/conversations': {
    can: 'widget:use',
    tag,
    summary: 'List own conversations, latest first',
    query: z.strictObject(page),
    returns: listOf(visitorConversation),
  },
  'POST /v1/widget/conversations': {
    can: 'widget:use',
    tag,
    summary:
      'Start a conversation with its first message, when what is asked before it was answered; the same ids again are answered the same',
    body: z.strictObject({
      id: id('conversation'),
      departmentId: id('department').nullable().optional(),
      subject: line(200).optional(),
      message: newMessage,
      pageUrl: webUrl.optional(),
      referrer: webUrl.optional(),
      customFields: metadata.optional(),
      /** The greeting that is answered: it becomes the first message. One that is gone is passed over. */
      greetingId: greetingId.optional(),
      /** Demanded once, where the organization asks for it. */
      consent: z.literal(true).optional(),
    }),
    returns: z.object({ conversation: visitorConversation, message: visitorMessage }),
    status: 201,
  },
  'GET /v1/widget/conversations/:conversationId': {
    can: 'widget:use',
    tag,
    summary: 'Get an own conversation',
    params,
    returns: visitorConversation,
  },
  'GET /v1/widget/conversations/:conversationId/queue': {
    can: 'widget:use',
    tag,
    summary: 'Ask how many wait before an own conversation, and for how long it may be',
    params,
    returns: queuePlace,
  },
  'PUT /v1/widget/conversations/:conversationId/rating': {
    can: 'widget:use',
    tag,
    summary: 'Rate an own conversation that has ended and was answered; may be changed',
    params,
    body: newRating,
    returns: visitorConversation,
  },
  'POST /v1/widget/conversations/:conversationId/close': {
    can: 'widget:use',
    tag,
    summary: 'End an own conversation',
    params,
    returns: visitorConversation,
  },
})
