import { tables } from '@halloo/db'
import { eq, sql } from 'drizzle-orm'
import type { Handlers } from '../../door/context.ts'
import { type Cursors, pageOf } from '../../door/cursor.ts'
import { acceptConversation, assignConversation, transferConversation } from './assign.ts'
import { listConversations, listOwnConversations } from './list.ts'
import { placeInQueue } from './queue.ts'
import { rateConversation } from './rate.ts'
import { asConversation, asVisitorConversation, readConversation } from './read.ts'
import { startConversation } from './start.ts'
import { startAsMember } from './start-by-member.ts'
import { endConversation, reopenConversation } from './status.ts'
import { requestTranscript, writeTranscript } from './transcript.ts'
import { updateConversation } from './update.ts'

const { conversationAssignments: assignments } = tables

export const conversationHandlers = (cursors: Cursors) =>
  ({
    'GET /v1/conversations': (ctx, { query }) => listConversations(ctx, query, cursors),
    'POST /v1/conversations': (ctx, { body }) => startAsMember(ctx, body),
    'GET /v1/conversations/:conversationId': async (ctx, { params }) =>
      asConversation(await readConversation(ctx.tx, params.conversationId)),
    'PATCH /v1/conversations/:conversationId': (ctx, { params, body }) =>
      updateConversation(ctx, params.conversationId, body, ctx.ifVersion),
    'POST /v1/conversations/:conversationId/accept': (ctx, { params }) =>
      acceptConversation(ctx, params.conversationId),
    'POST /v1/conversations/:conversationId/assign': (ctx, { params, body }) =>
      assignConversation(ctx, params.conversationId, body.memberId, body.note),
    'POST /v1/conversations/:conversationId/transfer': (ctx, { params, body }) =>
      transferConversation(ctx, params.conversationId, body.departmentId, body.note),
    'POST /v1/conversations/:conversationId/close': async (ctx, { params }) =>
      asConversation(await endConversation(ctx, params.conversationId, 'closed')),
    'POST /v1/conversations/:conversationId/reopen': async (ctx, { params }) =>
      asConversation(await reopenConversation(ctx, params.conversationId)),
    'GET /v1/conversations/:conversationId/assignments': async (ctx, { params, query }) => {
      await readConversation(ctx.tx, params.conversationId)
      return pageOf({
        cursors,
        actor: ctx.actor,
        list: `assignments ${params.conversationId}`,
        page: query,
        ascending: true,
        by: sql`${assignments.assignedAt}`,
        id: sql`${assignments.id}`,
        read: ({ after, orderBy, limit }) =>
          ctx.tx
            .select()
            .from(assignments)
            .where(sql`${eq(assignments.conversationId, params.conversationId)} and ${after ?? sql`true`}`)
            .orderBy(...orderBy)
            .limit(limit),
        keyOf: row => [row.assignedAt, row.id],
        present: row => ({
          ...row,
          reason: row.reason as 'auto' | 'manual' | 'transfer' | 'accept' | 'removed',
        }),
      })
    },
    'GET /v1/widget/conversations': (ctx, { query }) => listOwnConversations(ctx, query, cursors),
    'POST /v1/widget/conversations': (ctx, { body }) => startConversation(ctx, body),
    'GET /v1/widget/conversations/:conversationId': async (ctx, { params }) =>
      asVisitorConversation(await readConversation(ctx.tx, params.conversationId)),
    'GET /v1/widget/conversations/:conversationId/queue': (ctx, { params }) =>
      placeInQueue(ctx, params.conversationId),
    'GET /v1/widget/conversations/:conversationId/transcript': (ctx, { params }) =>
      writeTranscript(ctx, params.conversationId),
    'POST /v1/widget/conversations/:conversationId/transcript': (ctx, { params }) =>
      requestTranscript(ctx, params.conversationId),
    'PUT /v1/widget/conversations/:conversationId/rating': (ctx, { params, body }) =>
      rateConversation(ctx, params.conversationId, body),
    'POST /v1/widget/conversations/:conversationId/close': async (ctx, { params }) =>
      asVisitorConversation(await endConversation(ctx, params.conversationId, 'closed')),
  }) satisfies Partial<Handlers>
