import { tables } from '@halloo/db'
import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Handlers } from '../../door/context.ts'
import { type Cursors, pageOf } from '../../door/cursor.ts'
import type { SignedLinks } from '../../storage/signed-links.ts'
import { containing } from '../search.ts'
import { eraseChatUser } from './erase.ts'
import { exportVisitor } from './export.ts'
import {
  asChatUser,
  asVisitor,
  blockChatUser,
  readChatUser,
  signOutChatUser,
  updateChatUser,
} from './service.ts'

const { chatUsers } = tables

const matches = (q: string) => {
  const pattern = containing(q)
  return sql`(${chatUsers.name} ilike ${pattern} or ${chatUsers.email} ilike ${pattern} or ${chatUsers.phone} ilike ${pattern})`
}

export const chatUserHandlers = (cursors: Cursors, links: SignedLinks) =>
  ({
    'GET /v1/chat-users': (ctx, { query }) =>
      pageOf({
        cursors,
        actor: ctx.actor,
        list: 'chat users',
        page: query,
        ascending: false,
        by: sql`${chatUsers.createdAt}`,
        id: sql`${chatUsers.id}`,
        read: ({ after, orderBy, limit }) =>
          ctx.tx
            .select()
            .from(chatUsers)
            .where(
              and(
                isNull(chatUsers.mergedInto),
                query.status ? eq(chatUsers.status, query.status) : undefined,
                query.q ? matches(query.q) : undefined,
                after,
              ),
            )
            .orderBy(...orderBy)
            .limit(limit),
        keyOf: row => [row.createdAt, row.id],
        present: asChatUser,
      }),
    'GET /v1/chat-users/:chatUserId': async (ctx, { params }) =>
      asChatUser(await readChatUser(ctx.tx, params.chatUserId)),
    'PATCH /v1/chat-users/:chatUserId': async (ctx, { params, body }) => {
      const { id } = await readChatUser(ctx.tx, params.chatUserId)
      return asChatUser(await updateChatUser(ctx, id, body))
    },
    'POST /v1/chat-users/:chatUserId/block': (ctx, { params }) =>
      blockChatUser(ctx, params.chatUserId, 'blocked'),
    'POST /v1/chat-users/:chatUserId/unblock': (ctx, { params }) =>
      blockChatUser(ctx, params.chatUserId, 'active'),
    'POST /v1/chat-users/:chatUserId/sign-out': (ctx, { params }) => signOutChatUser(ctx, params.chatUserId),
    'GET /v1/widget/me': async ctx => asVisitor(await readChatUser(ctx.tx, ctx.actor.id)),
    'PATCH /v1/widget/me': async (ctx, { body }) => {
      const { pageUrl: _page, referrer: _referrer, ...patch } = body
      return asVisitor(await updateChatUser(ctx, ctx.actor.id, patch))
    },
    'GET /v1/widget/me/export': ctx => exportVisitor(ctx, links),
    'DELETE /v1/widget/me': ctx => eraseChatUser(ctx, ctx.actor.id),
  }) satisfies Partial<Handlers>
