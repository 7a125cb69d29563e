import { type Client, Refusal, type VisitorSide } from '@halloo/client'
import type { Answer, Input, Operation, VisitorConversation, VisitorMessage } from '@halloo/protocol'

/** A wire that ends here: answers with a made-up visitor's conversations, sends nothing. */
export function createPreviewClient(): Client<VisitorSide> {
  const refuse = () => Promise.reject(new Refusal(403, 'forbidden'))
  return {
    call: async <K extends Operation>(op: K, input: Input<K>) => {
      const answer: unknown = ANSWERS[op]?.(input)
      if (!answer) return refuse()
      return answer as Answer<K>
    },
    upload: refuse,
    socket: {
      status: 'open',
      transport: 'socket',
      connect() {},
      close() {},
      typing() {},
      viewing() {},
      call: refuse,
      listen(listener) {
        queueMicrotask(() => listener.presence?.({ t: 'presence', online: ['team'] }))
        return () => {}
      },
    },
  }
}

const CONVERSATION = 'conv_previewpreviewprevie'
const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString()

const said = (seq: number, by: 'user' | 'agent', content: string, ago: number): VisitorMessage => ({
  id: `msg_preview${seq}`,
  conversationId: CONVERSATION,
  seq,
  senderType: by,
  senderName: by === 'agent' ? 'Tomás Ferreira' : null,
  senderAvatarUrl: null,
  type: 'text',
  content,
  attachments: [],
  metadata: {},
  quickReplies: [],
  editedAt: null,
  deletedAt: null,
  createdAt: minutesAgo(ago),
  version: 1,
})

const messages = [
  said(1, 'user', 'This label was on our gate. No parcel', 6),
  said(2, 'user', '🌷😬', 6),
  said(3, 'agent', 'Oh no, the bulbs! I am sending a second parcel today by express.', 4),
  said(4, 'agent', 'It reaches you tomorrow before noon.', 4),
  said(5, 'user', 'You are wonderful, thank you!', 2),
]

const conversation: VisitorConversation = {
  id: CONVERSATION,
  status: 'waiting_for_agent',
  lastSeq: 5,
  lastMessage: {
    seq: 5,
    senderType: 'user',
    type: 'text',
    preview: 'You are wonderful, thank you!',
    createdAt: minutesAgo(2),
  },
  unread: 0,
  readSeq: 5,
  agentReadSeq: 5,
  closedAt: null,
  updatedAt: minutesAgo(2),
  version: 5,
  subject: null,
  department: { id: 'dep_preview', name: 'Orders' },
  agent: { id: 'mem_preview', name: 'Tomás Ferreira', avatarUrl: null },
  rating: null,
  createdAt: minutesAgo(6),
}

const me = {
  id: 'cu_preview',
  name: null,
  email: null,
  avatarUrl: null,
  language: null,
  timeZone: null,
  metadata: {},
  createdAt: minutesAgo(6),
  version: 1,
}

const departments = ['Orders', 'Returns', 'Product advice'].map((name, at) => ({
  id: `dep_preview${at}`,
  name,
  description: '',
}))

/** What an owner writes to try it out stays on their screen. */
function echo(to: string, { id, content = '' }: { id: string; content?: string | undefined }) {
  const seq = ++lastSeq
  const message = { ...said(seq, 'user', content, 0), id, conversationId: to }
  return { message, conversation: { ...conversation, id: to, lastSeq: seq, version: seq } }
}
let lastSeq = conversation.lastSeq

const ANSWERS: Partial<Record<Operation, (input: unknown) => unknown>> = {
  'GET /v1/widget/me': () => me,
  'PATCH /v1/widget/me': () => me,
  'GET /v1/widget/conversations': () => ({ items: [conversation], nextCursor: null }),
  'GET /v1/widget/departments': () => ({ items: departments, nextCursor: null }),
  'GET /v1/widget/conversations/:conversationId/messages': () => ({ items: messages, nextCursor: null }),
  'POST /v1/widget/conversations/:conversationId/messages': input => {
    const { params, body } = input as Input<'POST /v1/widget/conversations/:conversationId/messages'>
    return echo(params.conversationId, body)
  },
  'POST /v1/widget/conversations': input => {
    const { body } = input as Input<'POST /v1/widget/conversations'>
    return echo(body.id, body.message)
  },
}
