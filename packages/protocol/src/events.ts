import { z } from 'zod'
import { chatUser, deletedChatUser, mergedChatUser, visitor } from './chat-users.ts'
import { visitorConversationState } from './conversation-state.ts'
import { conversation, removedConversation, visitorConversation } from './conversations.ts'
import { count } from './counts.ts'
import { department } from './departments.ts'
import { member, removedMember } from './members.ts'
import {
  readReceipt,
  sentMessage,
  updatedMessage,
  visitorSentMessage,
  visitorUpdatedMessage,
} from './messages.ts'
import { publishedLook, settings } from './settings.ts'
import { themes } from './theme.ts'
import { requestedTranscript } from './transcripts.ts'

/**
 * Every event: what it carries for members, what for the visitor concerned (null: nothing), and who
 * hears of it. The audience follows from the type alone, never from the place that emits:
 * `organization` every member · `conversation` whoever saw it before or sees it now · `contact` who sees
 * any of the contact's conversations, and the contact · `topic` the topic that the data names · `everyone`
 * every member and every visitor.
 */
export interface EventRow {
  data: z.ZodType
  visitor: z.ZodType | null
  audience: 'organization' | 'conversation' | 'contact' | 'topic' | 'everyone'
}

const aboutConversation = {
  data: conversation,
  visitor: visitorConversation,
  audience: 'conversation',
} as const

export const events = {
  'conversation.queued': aboutConversation,
  'conversation.accepted': aboutConversation,
  'conversation.assigned': aboutConversation,
  'conversation.transferred': aboutConversation,
  'conversation.updated': aboutConversation,
  'conversation.resolved': aboutConversation,
  'conversation.closed': aboutConversation,
  'conversation.reopened': aboutConversation,
  'conversation.rated': aboutConversation,
  /** Made by the feed for whoever was in the audience before and is no longer. */
  'conversation.removed': { data: removedConversation, visitor: null, audience: 'conversation' },
  'message.created': { data: sentMessage, visitor: visitorSentMessage, audience: 'conversation' },
  'message.updated': { data: updatedMessage, visitor: visitorUpdatedMessage, audience: 'conversation' },
  'messages.read': {
    data: readReceipt,
    visitor: z.object({ conversation: visitorConversationState }),
    audience: 'conversation',
  },
  /** For the house itself, which mails it. */
  'transcript.requested': { data: requestedTranscript, visitor: null, audience: 'contact' },
  'counts.updated': { data: count, visitor: null, audience: 'topic' },
  'chat_user.created': { data: chatUser, visitor: null, audience: 'contact' },
  'chat_user.updated': { data: chatUser, visitor, audience: 'contact' },
  'chat_user.merged': { data: mergedChatUser, visitor: null, audience: 'contact' },
  'chat_user.signed_out': { data: chatUser, visitor: null, audience: 'contact' },
  'chat_user.deleted': { data: deletedChatUser, visitor: null, audience: 'contact' },
  'department.created': { data: department, visitor: null, audience: 'organization' },
  'department.updated': { data: department, visitor: null, audience: 'organization' },
  'department.deleted': { data: department.pick({ id: true }), visitor: null, audience: 'organization' },
  'member.updated': { data: member, visitor: null, audience: 'organization' },
  'member.removed': { data: removedMember, visitor: null, audience: 'organization' },
  'settings.updated': { data: settings, visitor: null, audience: 'organization' },
  'theme.saved': { data: themes, visitor: null, audience: 'organization' },
  'theme.published': { data: themes, visitor: publishedLook, audience: 'everyone' },
} as const satisfies Record<string, EventRow>

export type EventType = keyof typeof events
/** Data of an event as members read it. */
export type EventData<T extends EventType> = z.infer<(typeof events)[T]['data']>
/** Data of an event as its visitor reads it; never, where visitors hear nothing. */
export type VisitorEventData<T extends EventType> = (typeof events)[T]['visitor'] extends z.ZodType
  ? z.infer<(typeof events)[T]['visitor']>
  : never
