import type { Handlers } from '../../door/context.ts'
import { asVisitorState } from '../conversations/read.ts'
import { asMessage, asVisitorMessage } from './read.ts'
import { listMessages, markRead, markReadAsMember, sendMessage } from './service.ts'

export const messageHandlers = {
  'GET /v1/conversations/:conversationId/messages': async (ctx, { params, query }) => {
    const { items, nextCursor } = await listMessages(ctx, params.conversationId, query)
    return { items: items.map(asMessage), nextCursor }
  },
  'POST /v1/conversations/:conversationId/messages': async (ctx, { params, body }) =>
    (await sendMessage(ctx, params.conversationId, body)).team,
  'PUT /v1/conversations/:conversationId/read': (ctx, { params, body }) =>
    markReadAsMember(ctx, params.conversationId, body.seq),
  'GET /v1/widget/conversations/:conversationId/messages': async (ctx, { params, query }) => {
    const { items, nextCursor } = await listMessages(ctx, params.conversationId, query)
    return { items: items.map(asVisitorMessage), nextCursor }
  },
  'POST /v1/widget/conversations/:conversationId/messages': async (ctx, { params, body }) =>
    (await sendMessage(ctx, params.conversationId, body)).visitor,
  'PUT /v1/widget/conversations/:conversationId/read': async (ctx, { params, body }) => ({
    conversation: asVisitorState((await markRead(ctx, params.conversationId, body.seq)).full),
  }),
} satisfies Partial<Handlers>
