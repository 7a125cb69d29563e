import { type Transaction, tables } from '@halloo/db'
import type { Attachment, Message, VisitorMessage } from '@halloo/protocol'
import { and, eq, type SQL, sql } from 'drizzle-orm'
import type { Presentable } from '../../shape.ts'

const { attachments, memberProfiles, messages, organizations } = tables

const files = sql<Attachment[]>`coalesce((
  select json_agg(json_build_object('id', a.id, 'fileName', a.file_name, 'contentType', a.content_type, 'size', a.size,
    'kind', a.kind, 'width', a.width, 'height', a.height, 'createdAt', iso(a.created_at)) order by a.created_at, a.id)
  from ${attachments} a
  where a.organization_id = ${messages.organizationId} and a.message_id = ${messages.id}), '[]')`

export type FullMessage = Awaited<ReturnType<typeof readMessages>>[number]

/** Messages with their files and what a visitor may know of the sender, in one query. */
export const readMessages = (
  tx: Transaction,
  page: { where: SQL | undefined; orderBy?: SQL; limit?: number },
) =>
  tx
    .select({
      row: messages,
      files,
      senderName: memberProfiles.name,
      senderAvatarUrl: sql<
        string | null
      >`case when ${organizations.chatShowAgentAvatar} then ${memberProfiles.avatarUrl} end`,
    })
    .from(messages)
    .innerJoin(organizations, eq(organizations.id, messages.organizationId))
    .leftJoin(
      memberProfiles,
      and(
        eq(memberProfiles.organizationId, messages.organizationId),
        eq(memberProfiles.id, messages.memberId),
      ),
    )
    .where(page.where)
    .orderBy(page.orderBy ?? sql`${messages.seq}`)
    .limit(page.limit ?? 1)

const shared = ({ row, files }: FullMessage) => ({
  id: row.id,
  conversationId: row.conversationId,
  seq: row.seq,
  senderType: row.senderType as Message['senderType'],
  type: row.type as Message['type'],
  content: row.content,
  attachments: files,
  metadata: row.metadata,
  quickReplies: row.quickReplies,
  editedAt: row.editedAt,
  deletedAt: row.deletedAt,
  createdAt: row.createdAt,
  version: row.version,
})

/** What members read. */
export const asMessage = (full: FullMessage): Presentable<Message> => ({
  ...shared(full),
  senderId: full.row.memberId ?? full.row.chatUserId,
})

/** What the visitor reads. */
export const asVisitorMessage = (full: FullMessage): Presentable<VisitorMessage> => ({
  ...shared(full),
  senderName: full.senderName,
  senderAvatarUrl: full.senderAvatarUrl,
})
