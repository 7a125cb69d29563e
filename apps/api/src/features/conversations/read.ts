import { type Transaction, tables } from '@halloo/db'
import type { Conversation, Participant, VisitorConversation } from '@halloo/protocol'
import { and, eq, type SQL, sql } from 'drizzle-orm'
import { notFound } from '../../refusal.ts'
import type { Presentable } from '../../shape.ts'

// Reads conversations with everything that an answer or an event about them shows, in one query.

const {
  chatUsers,
  conversationParticipants,
  conversations,
  departments,
  memberProfiles,
  organizations,
  ratings,
} = tables

const participants = sql<Participant[]>`coalesce((
  select json_agg(json_build_object('kind', case when p.member_id is null then 'chat_user' else 'member' end,
    'id', p.id, 'lastReadSeq', p.last_read_seq, 'readTotal', p.read_total) order by p.id)
  from ${conversationParticipants} p
  where p.organization_id = ${conversations.organizationId} and p.conversation_id = ${conversations.id}), '[]')`

const columns = {
  row: conversations,
  contact: {
    id: chatUsers.id,
    name: chatUsers.name,
    email: chatUsers.email,
    avatarUrl: chatUsers.avatarUrl,
    status: sql<'active' | 'blocked'>`${chatUsers.status}`,
    version: chatUsers.version,
  },
  department: { id: departments.id, name: departments.name },
  agent: {
    id: memberProfiles.id,
    name: memberProfiles.name,
    avatarUrl: sql<
      string | null
    >`case when ${organizations.chatShowAgentAvatar} then ${memberProfiles.avatarUrl} end`,
  },
  rating: { score: ratings.score, comment: ratings.comment },
  participants,
}

export type FullConversation = Awaited<ReturnType<typeof readConversations>>[number]

interface Page {
  where?: SQL | undefined
  orderBy?: SQL[]
  limit?: number
}

/** Joins a conversation to whose it is. */
export const ofContact = and(
  eq(chatUsers.organizationId, conversations.organizationId),
  eq(chatUsers.id, conversations.chatUserId),
)

export const readConversations = (tx: Transaction, page: Page) =>
  tx
    .select(columns)
    .from(conversations)
    .innerJoin(organizations, eq(organizations.id, conversations.organizationId))
    .innerJoin(chatUsers, ofContact)
    .leftJoin(
      departments,
      and(
        eq(departments.organizationId, conversations.organizationId),
        eq(departments.id, conversations.departmentId),
      ),
    )
    .leftJoin(
      memberProfiles,
      and(
        eq(memberProfiles.organizationId, conversations.organizationId),
        eq(memberProfiles.id, conversations.assignedAgentId),
      ),
    )
    .leftJoin(
      ratings,
      and(
        eq(ratings.organizationId, conversations.organizationId),
        eq(ratings.conversationId, conversations.id),
      ),
    )
    .where(page.where)
    .orderBy(...(page.orderBy ?? []))
    .limit(page.limit ?? 1)

/** @throws Refusal `not_found` also where the actor must not see it */
export async function readConversation(tx: Transaction, id: string): Promise<FullConversation> {
  const [found] = await readConversations(tx, { where: eq(conversations.id, id) })
  if (!found) throw notFound()
  return found
}

type Status = Conversation['status']
type StateParts = Pick<FullConversation, 'row' | 'participants'>

const shared = ({ row }: StateParts) => ({
  id: row.id,
  status: row.status as Status,
  lastSeq: row.lastSeq,
  lastMessage: row.lastMessage,
  closedAt: row.closedAt,
  updatedAt: row.updatedAt,
  version: row.version,
})

/** What members read of the part that messages change. */
export const asState = (full: StateParts) => ({
  ...shared(full),
  totals: { visitor: full.row.visitorMessages, team: full.row.teamMessages },
  participants: full.participants,
  waitingSince: full.row.waitingSince,
  firstResponseAt: full.row.firstResponseAt,
  lastAgentResponseAt: full.row.lastAgentResponseAt,
})

/** What members read. */
export const asConversation = (full: FullConversation): Presentable<Conversation> => ({
  ...asState(full),
  number: full.row.number,
  subject: full.row.subject,
  priority: full.row.priority as Conversation['priority'],
  channel: full.row.channel as Conversation['channel'],
  departmentId: full.row.departmentId,
  assignedAgentId: full.row.assignedAgentId,
  chatUser: full.contact,
  pageUrl: full.row.pageUrl,
  referrer: full.row.referrer,
  customFields: full.row.customFields,
  rating: full.rating,
  queuedAt: full.row.queuedAt,
  createdAt: full.row.createdAt,
})

/** What the visitor reads of the part that messages change. */
export const asVisitorState = (full: StateParts) => {
  const own = full.participants.find(participant => participant.kind === 'chat_user')
  const team = full.participants.filter(participant => participant.kind === 'member')
  return {
    ...shared(full),
    unread: Math.max(0, full.row.teamMessages - (own?.readTotal ?? 0)),
    readSeq: own?.lastReadSeq ?? 0,
    agentReadSeq: Math.max(0, ...team.map(member => member.lastReadSeq)),
  }
}

/** What the visitor reads. */
export const asVisitorConversation = (full: FullConversation): Presentable<VisitorConversation> => ({
  ...asVisitorState(full),
  subject: full.row.subject,
  department: full.department,
  agent: full.agent,
  rating: full.rating,
  createdAt: full.row.createdAt,
})
