import type {
  ChatUser,
  Conversation,
  ConversationState,
  Message,
  VisitorConversation,
  VisitorConversationState,
} from '@halloo/protocol'

const NOW = '2026-03-01T09:00:00.000Z'

export const partOf = (change: Partial<ConversationState> = {}): ConversationState => ({
  id: 'conv_1',
  status: 'open',
  lastSeq: 0,
  lastMessage: null,
  totals: { visitor: 0, team: 0 },
  participants: [],
  waitingSince: null,
  firstResponseAt: null,
  lastAgentResponseAt: null,
  closedAt: null,
  updatedAt: NOW,
  version: 1,
  ...change,
})

export const conversation = (change: Partial<Conversation> = {}): Conversation => ({
  ...partOf(),
  number: 1,
  subject: null,
  priority: 'normal',
  channel: 'web',
  departmentId: null,
  assignedAgentId: null,
  chatUser: { id: 'cu_1', name: null, email: null, avatarUrl: null, status: 'active', version: 1 },
  pageUrl: null,
  referrer: null,
  customFields: {},
  rating: null,
  queuedAt: NOW,
  createdAt: NOW,
  ...change,
})

export const contact = (change: Partial<ChatUser> = {}): ChatUser => ({
  id: 'cu_1',
  name: null,
  email: null,
  avatarUrl: null,
  status: 'active',
  phone: null,
  language: null,
  timeZone: null,
  location: null,
  userAgent: null,
  metadata: {},
  verified: false,
  consentedAt: null,
  lastSeenAt: NOW,
  createdAt: NOW,
  updatedAt: NOW,
  version: 1,
  ...change,
})

export const message = (seq: number, change: Partial<Message> = {}): Message => ({
  id: `msg_${seq}`,
  conversationId: 'conv_1',
  seq,
  senderType: 'user',
  senderId: 'cu_1',
  type: 'text',
  content: `Message ${seq}`,
  attachments: [],
  metadata: {},
  quickReplies: [],
  editedAt: null,
  deletedAt: null,
  createdAt: NOW,
  version: 1,
  ...change,
})

export const visitorPart = (change: Partial<VisitorConversationState> = {}): VisitorConversationState => ({
  id: 'conv_1',
  status: 'open',
  lastSeq: 5,
  lastMessage: null,
  unread: 0,
  readSeq: 0,
  agentReadSeq: 0,
  closedAt: null,
  updatedAt: NOW,
  version: 1,
  ...change,
})

export const visitorConversation = (change: Partial<VisitorConversation> = {}): VisitorConversation => ({
  ...visitorPart(),
  subject: null,
  department: null,
  agent: null,
  rating: null,
  createdAt: NOW,
  ...change,
})
