import { tables } from '@halloo/db'
import { sql } from 'drizzle-orm'
import type { Handlers } from '../../door/context.ts'
import { type Cursors, pageOf } from '../../door/cursor.ts'
import { asMember } from './read.ts'
import { readOwnMember, updateMember, updateOwnMember } from './service.ts'

const { memberProfiles } = tables

export const memberHandlers = (cursors: Cursors) =>
  ({
    'GET /v1/members': (ctx, { query }) =>
      pageOf({
        cursors,
        actor: ctx.actor,
        list: 'members',
        page: query,
        ascending: true,
        by: sql`${memberProfiles.name}`,
        byText: true,
        id: sql`${memberProfiles.id}`,
        read: ({ after, orderBy, limit }) =>
          ctx.tx
            .select()
            .from(memberProfiles)
            .where(after)
            .orderBy(...orderBy)
            .limit(limit),
        keyOf: row => [row.name, row.id],
        present: asMember,
      }),
    'GET /v1/members/me': ctx => readOwnMember(ctx),
    'PATCH /v1/members/me': (ctx, { body }) => updateOwnMember(ctx, body),
    'PATCH /v1/members/:memberId': (ctx, { params, body }) => updateMember(ctx, params.memberId, body),
  }) satisfies Partial<Handlers>
