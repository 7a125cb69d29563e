import { tables } from '@halloo/db'
import { LIMITS } from '@halloo/protocol'
import { eq } from 'drizzle-orm'
import type { Context, Upload } from '../../door/context.ts'
import { newId } from '../../ids.ts'
import { notFound, Refusal } from '../../refusal.ts'
import type { SignedLinks } from '../../storage/signed-links.ts'
import { detect } from './detect.ts'
import { safeName } from './file-name.ts'
import { withoutTraces } from './traces.ts'

const { attachments } = tables
type Row = typeof attachments.$inferSelect

/** What both sides read. */
export const asAttachment = (row: Row) => ({ ...row, kind: row.kind as 'image' | 'audio' | 'video' | 'file' })

/** The file that came along. @throws Refusal over a socket, which carries none */
export function uploadOf({ upload }: Pick<Context, 'upload'>): Upload {
  if (upload) return upload
  throw new Refusal('validation_failed', { errors: [{ pointer: '/file', code: 'required' }] })
}

/** Keeps a file: first the bytes, then the row, so that no row points at nothing. */
export async function storeAttachment(ctx: Context) {
  const { actor } = ctx
  const upload = uploadOf(ctx)
  const { endings, orientation, frames: _, ...detected } = await detect(upload)
  const bytes = withoutTraces(upload.bytes, detected.contentType, orientation)
  const id = newId('attachment')
  const storageKey = ctx.storage.keyOf(id)
  await ctx.storage.put(storageKey, bytes)
  const [row] = await ctx.tx
    .insert(attachments)
    .values({
      id,
      fileName: safeName(upload.fileName, endings),
      ...detected,
      size: bytes.length,
      storageKey,
      memberId: actor.kind === 'member' ? actor.id : null,
      chatUserId: actor.kind === 'visitor' ? actor.id : null,
      createdAt: ctx.now(),
    })
    .returning()
    .catch(async error => {
      // Whose it is may have been erased meanwhile: then nothing of theirs is left here.
      await ctx.storage.discard(storageKey)
      throw error
    })
  if (!row) throw new Refusal('unavailable')
  return asAttachment(row)
}

/** A file with a link that works for a few minutes and says nothing of where it lies. */
export async function linkAttachment(ctx: Context, id: string, links: SignedLinks) {
  const [row] = await ctx.tx.select().from(attachments).where(eq(attachments.id, id))
  if (!row) throw notFound()
  const expiresAt = new Date(ctx.now().getTime() + LIMITS.signedLinkMs)
  return { ...asAttachment(row), url: links.sign(row, expiresAt), expiresAt }
}
