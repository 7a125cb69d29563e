import { tables } from '@halloo/db'
import type { Validated } from '@halloo/protocol'
import { and, eq, isNotNull, isNull, type SQL, sql } from 'drizzle-orm'
import type { MemberActor, VisitorActor } from '../../auth/actor.ts'
import type { Context } from '../../door/context.ts'
import { type Cursors, pageOf } from '../../door/cursor.ts'
import { containing } from '../search.ts'
import { asConversation, asVisitorConversation, type FullConversation, readConversations } from './read.ts'

const { chatUsers, conversations } = tables
type Query = Validated<'GET /v1/conversations'>['query']
type View = NonNullable<Query['view']>

/** What each view holds, and by which moment it is ordered. */
const VIEWS: Record<
  View,
  {
    where: (me: string) => SQL | undefined
    by: SQL
    moment: (full: FullConversation) => Date | null
    oldestFirst?: true
  }
> = {
  queue: {
    where: () => eq(conversations.isQueued, true),
    by: sql`coalesce(${conversations.queuedAt}, ${conversations.createdAt})`,
    moment: ({ row }) => row.queuedAt ?? row.createdAt,
    oldestFirst: true,
  },
  mine: {
    where: me => and(eq(conversations.assignedAgentId, me), isNull(conversations.closedAt)),
    by: sql`${conversations.lastMessageAt}`,
    moment: ({ row }) => row.lastMessageAt,
  },
  all: {
    where: () => isNull(conversations.closedAt),
    by: sql`${conversations.lastMessageAt}`,
    moment: ({ row }) => row.lastMessageAt,
  },
  ended: {
    where: () => isNotNull(conversations.closedAt),
    by: sql`${conversations.closedAt}`,
    moment: ({ row }) => row.closedAt,
  },
}

export async function listConversations(ctx: Context<MemberActor>, query: Query, cursors: Cursors) {
  const view =
    query.view ??
    (query.status && ['resolved', 'unresolved', 'closed'].includes(query.status) ? 'ended' : 'all')
  const { where, by, moment, oldestFirst } = VIEWS[view]
  const ascending = query.order ? query.order === 'oldest' : oldestFirst === true
  // A contact's conversations are wanted whether they have ended or not.
  const inView = query.view || !query.chatUserId ? where(ctx.actor.id) : undefined
  return pageOf({
    cursors,
    actor: ctx.actor,
    list: `conversations ${view} ${ascending}`,
    page: query,
    ascending,
    by,
    id: sql`${conversations.id}`,
    read: ({ after, orderBy, limit }) =>
      readConversations(ctx.tx, { where: and(inView, ...filters(query), after), orderBy, limit }),
    keyOf: full => [moment(full) ?? full.row.createdAt, full.row.id],
    present: asConversation,
  })
}

function filters(query: Query): (SQL | undefined)[] {
  const { status, departmentId, assigneeId, chatUserId, createdAfter, createdBefore, q } = query
  return [
    status && eq(conversations.status, status),
    departmentId && eq(conversations.departmentId, departmentId),
    assigneeId && eq(conversations.assignedAgentId, assigneeId),
    chatUserId && eq(conversations.chatUserId, chatUserId),
    createdAfter && sql`${conversations.createdAt} >= ${createdAfter}::timestamptz`,
    createdBefore && sql`${conversations.createdAt} < ${createdBefore}::timestamptz`,
    q && matches(q),
  ].filter(condition => typeof condition === 'object')
}

const matches = (q: string) => {
  const pattern = containing(q)
  return sql`(${conversations.subject} ilike ${pattern} or ${chatUsers.name} ilike ${pattern} or ${chatUsers.email} ilike ${pattern}
    or ${conversations.lastMessage}->>'preview' ilike ${pattern} or ${conversations.number}::text = ${q.trim()})`
}

export const listOwnConversations = (
  ctx: Context<VisitorActor>,
  query: Validated<'GET /v1/widget/conversations'>['query'],
  cursors: Cursors,
) =>
  pageOf({
    cursors,
    actor: ctx.actor,
    list: 'own conversations',
    page: query,
    ascending: false,
    by: sql`${conversations.lastMessageAt}`,
    id: sql`${conversations.id}`,
    read: ({ after, orderBy, limit }) => readConversations(ctx.tx, { where: after, orderBy, limit }),
    keyOf: full => [full.row.lastMessageAt, full.row.id],
    present: asVisitorConversation,
  })
