import type {
  ChatUser,
  Conversation,
  ConversationState,
  Count,
  Department,
  Member,
  MergedChatUser,
  Message,
  PublishedLook,
  Settings,
  Themes,
  Visitor,
  VisitorConversation,
  VisitorConversationState,
  VisitorDepartment,
  VisitorMessage,
} from '@halloo/protocol'

export interface Entity {
  id: string
  version: number
}

/** The shapes that one side of the house reads. */
export interface Side {
  conversation: Entity
  state: Entity
  message: Entity & { conversationId: string; seq: number }
  chatUser: Entity
  department: { id: string }
  theme: { version: number }
}

export interface MemberSide extends Side {
  conversation: Conversation
  state: ConversationState
  message: Message
  chatUser: ChatUser
  department: Department
  theme: Themes
}

export interface VisitorSide extends Side {
  conversation: VisitorConversation
  state: VisitorConversationState
  message: VisitorMessage
  chatUser: Visitor
  department: VisitorDepartment
  theme: PublishedLook
}

/** Whose side speaks at an address. */
export interface SideOfSocket {
  '/v1/socket': MemberSide
  '/v1/widget/socket': VisitorSide
}
export type SocketPath = keyof SideOfSocket

/** Every event, with what it carries for this side. */
export type EventOf<S extends Side> =
  | { type: ConversationEvent; data: S['conversation'] }
  | { type: 'conversation.removed'; data: { id: string } }
  | { type: 'message.created'; data: { message: S['message']; conversation: S['state'] } }
  | { type: 'message.updated'; data: { message: S['message']; conversation: S['state'] | null } }
  | { type: 'messages.read'; data: { conversation: S['state'] } }
  | { type: 'counts.updated'; data: Count }
  | { type: 'chat_user.created' | 'chat_user.updated' | 'chat_user.signed_out'; data: S['chatUser'] }
  | { type: 'chat_user.merged'; data: MergedChatUser }
  | { type: 'chat_user.deleted'; data: { id: string } }
  | { type: 'department.created' | 'department.updated'; data: Department }
  | { type: 'department.deleted'; data: { id: string } }
  | { type: 'member.updated'; data: Member }
  | { type: 'member.removed'; data: Pick<Member, 'id' | 'version'> & { leftAt: string } }
  | { type: 'settings.updated'; data: Settings }
  | { type: 'theme.saved' | 'theme.published'; data: S['theme'] }
  | { type: 'transcript.requested'; data: { conversationId: string } }

type ConversationEvent =
  | 'conversation.queued'
  | 'conversation.accepted'
  | 'conversation.assigned'
  | 'conversation.transferred'
  | 'conversation.updated'
  | 'conversation.resolved'
  | 'conversation.closed'
  | 'conversation.reopened'
  | 'conversation.rated'
