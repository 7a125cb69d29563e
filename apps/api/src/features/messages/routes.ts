import type { DirectHandlers, Handlers } from '../../door/context.ts'
import type { TransactionParts } from '../../door/transaction.ts'
import { asVisitorState } from '../conversations/read.ts'
import type { Batcher } from './batcher.ts'
import { deleteMessage, editMessage } from './change.ts'
import { asMessage, asVisitorMessage } from './read.ts'
import { listMessages, markRead, markReadAsMember } from './service.ts'
import { writeMessage } from './write.ts'

export const messageHandlers = {
  'GET /v1/conversations/:conversationId/messages': async (ctx, { params, query }) => {
    const { items, nextCursor } = await listMessages(ctx, params.conversationId, query)
    return { items: items.map(asMessage), nextCursor }
  },
  'PATCH /v1/conversations/:conversationId/messages/:messageId': (ctx, { params, body }) =>
    editMessage(ctx, params, body.content),
  'DELETE /v1/conversations/:conversationId/messages/:messageId': (ctx, { params }) =>
    deleteMessage(ctx, params),
  'PUT /v1/conversations/:conversationId/read': (ctx, { params, body }) =>
    markReadAsMember(ctx, params.conversationId, body.seq),
  'GET /v1/widget/conversations/:conversationId/messages': async (ctx, { params, query }) => {
    const { items, nextCursor } = await listMessages(ctx, params.conversationId, query)
    return { items: items.map(asVisitorMessage), nextCursor }
  },
  'PUT /v1/widget/conversations/:conversationId/read': async (ctx, { params, body }) => ({
    conversation: asVisitorState((await markRead(ctx, params.conversationId, body.seq)).full),
  }),
} satisfies Partial<Handlers>

/** Messages are written in batches. */
export const writtenMessageHandlers = (parts: { work: TransactionParts; batcher: Batcher }) =>
  ({
    'POST /v1/conversations/:conversationId/messages': (ctx, { params, body }) =>
      writeMessage(parts, ctx, params.conversationId, body),
    'POST /v1/widget/conversations/:conversationId/messages': (ctx, { params, body }) =>
      writeMessage(parts, ctx, params.conversationId, body),
  }) satisfies Partial<DirectHandlers>
