import { tables } from '@halloo/db'
import { type Attachment, attachment, type NewMessage } from '@halloo/protocol'
import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm'
import type { Context } from '../../door/context.ts'
import { notFound } from '../../refusal.ts'
import { shape } from '../../shape.ts'
import type { Draft } from './append.ts'

const { attachments } = tables

/** The files that a message names: only the sender's own that no message has named yet. */
export async function holdFiles(ctx: Context, { attachmentIds = [] }: NewMessage): Promise<Attachment[]> {
  if (attachmentIds.length === 0) return []
  const owner = ctx.actor.kind === 'member' ? attachments.memberId : attachments.chatUserId
  const rows = await ctx.tx
    .select()
    .from(attachments)
    .where(
      and(inArray(attachments.id, attachmentIds), isNull(attachments.messageId), eq(owner, ctx.actor.id)),
    )
    .orderBy(asc(attachments.createdAt), asc(attachments.id))
    .for('no key update')
  return rows.map(row => shape(attachment, row))
}

/** Ties them to the message, once it is there. */
export async function bindFiles(ctx: Context, { id, attachmentIds = [] }: NewMessage, files: Attachment[]) {
  if (files.length !== attachmentIds.length) throw notFound()
  if (files.length === 0) return
  await ctx.tx
    .update(attachments)
    .set({ messageId: id, version: sql`${attachments.version} + 1` })
    .where(inArray(attachments.id, attachmentIds))
}

/** A message that is nothing but pictures is an image, and so on; words make it text. */
export function typeOf({ content }: Pick<NewMessage, 'content'>, files: Attachment[]): Draft['type'] {
  const [first] = files
  if (!first || content?.trim()) return 'text'
  return files.every(({ kind }) => kind === first.kind) ? first.kind : 'file'
}
