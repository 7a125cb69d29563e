import { z } from 'zod'
import { attachment } from './attachments.ts'
import { LIMITS } from './constants.ts'
import { conversationState, visitorConversationState } from './conversation-state.ts'
import {
  allDifferent,
  filledText,
  integer,
  isBlank,
  limit,
  listOf,
  name,
  storedMetadata,
  text,
  timestamp,
} from './fields.ts'
import { id } from './ids.ts'
import { participant } from './participants.ts'
import { operations } from './row.ts'

/** Kinds of system message; `metadata` holds the names that a sentence needs. */
export const SYSTEM_KINDS = ['accepted', 'assigned', 'transferred', 'resolved', 'closed', 'reopened'] as const

const base = z.object({
  id: id('message'),
  conversationId: id('conversation'),
  /** Gapless in its conversation, from 1. */
  seq: z.number().int(),
  senderType: z.enum(['user', 'agent', 'system', 'bot']),
  type: z.enum(['text', 'image', 'file', 'audio', 'video', 'sticker', 'location', 'template']),
  content: z.string(),
  attachments: z.array(attachment),
  metadata: storedMetadata,
  /** Answers that the visitor may give with a tap, while nothing follows. */
  quickReplies: z.array(z.string()),
  editedAt: timestamp.nullable(),
  /** Taken back: `content` is empty, and no file is left. */
  deletedAt: timestamp.nullable(),
  createdAt: timestamp,
  version: z.number().int(),
})

/** A message as members read it. `senderId` is a chat user's or a member's id, null for system messages. */
export const message = base.extend({ senderId: z.string().nullable() })
export type Message = z.infer<typeof message>

/** A message as its visitor reads it. `senderName` is null for their own and for system messages. */
export const visitorMessage = base.extend({
  senderName: z.string().nullable(),
  senderAvatarUrl: z.string().nullable(),
})
export type VisitorMessage = z.infer<typeof visitorMessage>

/** The answer to a send, and the data of `message.created`. */
export const sentMessage = z.object({ message, conversation: conversationState })
export type SentMessage = z.infer<typeof sentMessage>
export const visitorSentMessage = z.object({
  message: visitorMessage,
  conversation: visitorConversationState,
})
export type VisitorSentMessage = z.infer<typeof visitorSentMessage>

/** The data of `message.updated`. `conversation` is there where its last message changed. */
export const updatedMessage = z.object({ message, conversation: conversationState.nullable() })
export type UpdatedMessage = z.infer<typeof updatedMessage>
export const visitorUpdatedMessage = z.object({
  message: visitorMessage,
  conversation: visitorConversationState.nullable(),
})

/** The answer to reading, and the data of `messages.read`. */
export const readReceipt = z.object({
  conversationId: id('conversation'),
  participant,
  conversation: conversationState,
})
export type ReadReceipt = z.infer<typeof readReceipt>

const attachmentIds = z
  .array(id('attachment'))
  .max(LIMITS.attachmentsPerMessage)
  .superRefine((ids, ctx) => allDifferent(ids, ctx))

const quickReplies = z
  .array(name(LIMITS.quickReplyCodePoints))
  .max(LIMITS.quickReplies)
  .superRefine((replies, ctx) => allDifferent(replies, ctx))

/** What a sender writes: text, files, or both. The id is made by the client, so that a repeat is harmless. */
const written = z.strictObject({
  id: id('message'),
  content: text(LIMITS.messageCodePoints).optional(),
  attachmentIds: attachmentIds.optional(),
})

function demandSomething(value: z.infer<typeof written>, ctx: z.RefinementCtx) {
  if (value.attachmentIds?.length) return
  if (value.content === undefined)
    ctx.addIssue({ code: 'custom', params: { code: 'required' }, message: 'required', path: ['content'] })
  else if (isBlank(value.content))
    ctx.addIssue({ code: 'custom', params: { code: 'blank' }, message: 'blank', path: ['content'] })
}

export const newMessage = written.superRefine(demandSomething)
export type NewMessage = z.infer<typeof newMessage>

/** A reply says what its writer had on screen: one that a colleague has overtaken is stopped, until confirmed. */
export const newReply = written
  .extend({
    /** The highest `seq` that was on screen. */
    seenSeq: integer(0, Number.MAX_SAFE_INTEGER).optional(),
    /** Send although a colleague has replied meanwhile. */
    confirm: z.boolean().optional(),
    quickReplies: quickReplies.optional(),
  })
  .superRefine(demandSomething)
export type NewReply = z.infer<typeof newReply>

const params = z.strictObject({ conversationId: id('conversation') })
const ofMessage = params.extend({ messageId: id('message') })
const seqParameter = z
  .string()
  .superRefine((value, ctx) => {
    if (!/^(0|[1-9]\d{0,14})$/.test(value))
      ctx.addIssue({ code: 'custom', params: { code: 'expected_integer' }, message: 'expected_integer' })
  })
  .transform(Number)
  .meta({ type: 'integer' })
/** Either end of the part of a conversation that is wanted; newest first without both. */
const range = z.strictObject({
  beforeSeq: seqParameter.optional(),
  afterSeq: seqParameter.optional(),
  limit: limit.optional(),
})
const readBody = z.strictObject({ seq: integer(0, Number.MAX_SAFE_INTEGER) })
const tag = 'Messages'

export const messageOperations = operations({
  'GET /v1/conversations/:conversationId/messages': {
    can: 'messages:read',
    tag,
    summary: 'List messages in order of `seq`: the newest page, or the one before or after a `seq`',
    params,
    query: range,
    returns: listOf(message),
  },
  'POST /v1/conversations/:conversationId/messages': {
    can: 'messages:write',
    tag,
    summary:
      'Reply; the same id with the same content again is answered the same. With `seenSeq`, a reply that a colleague has overtaken is refused as `stale_view` until it comes with `confirm`',
    params,
    body: newReply,
    returns: sentMessage,
    status: 201,
    batch: true,
  },
  'PATCH /v1/conversations/:conversationId/messages/:messageId': {
    can: 'messages:write',
    tag,
    summary: 'Write an own message anew',
    params: ofMessage,
    body: z.strictObject({ content: filledText(LIMITS.messageCodePoints) }),
    returns: updatedMessage,
  },
  'DELETE /v1/conversations/:conversationId/messages/:messageId': {
    can: 'messages:write',
    tag,
    summary:
      'Take back an own message, with its files; whoever may `messages:moderate`, any that a person wrote',
    params: ofMessage,
    returns: updatedMessage,
  },
  'PUT /v1/conversations/:conversationId/read': {
    can: 'messages:read',
    tag,
    summary: 'Say how far you have read; going back has no effect',
    params,
    body: readBody,
    returns: readReceipt,
  },
  'GET /v1/widget/conversations/:conversationId/messages': {
    can: 'widget:use',
    tag,
    summary: 'List messages of an own conversation',
    params,
    query: range,
    returns: listOf(visitorMessage),
  },
  'POST /v1/widget/conversations/:conversationId/messages': {
    can: 'widget:use',
    tag,
    summary: 'Write into an own conversation; a finished one is opened again',
    params,
    body: newMessage,
    returns: visitorSentMessage,
    status: 201,
    batch: true,
  },
  'PUT /v1/widget/conversations/:conversationId/read': {
    can: 'widget:use',
    tag,
    summary: 'Say how far the visitor has read',
    params,
    body: readBody,
    returns: z.object({ conversation: visitorConversationState }),
  },
})
