import { createHash } from 'node:crypto'
import { tables } from '@halloo/db'
import {
  ownPicture,
  ownPictureKey,
  PICTURE,
  picturesOf,
  type Theme,
  type ThemePicture,
} from '@halloo/protocol'
import { and, eq, inArray, lt, sql } from 'drizzle-orm'
import type { MemberActor } from '../../auth/actor.ts'
import type { Context, Upload } from '../../door/context.ts'
import { newId } from '../../ids.ts'
import { Refusal } from '../../refusal.ts'
import { type Detected, detect } from '../attachments/detect.ts'
import { uploadOf } from '../attachments/service.ts'
import { withoutTraces } from '../attachments/traces.ts'

const { pictures, themeVersions } = tables
type Row = typeof pictures.$inferSelect

/** As long as somebody may take from choosing a picture to a draft that names it. */
const UNUSED_MS = 24 * 60 * 60 * 1000

const asPicture = ({ storageKey, contentType, size, width, height }: Row): ThemePicture => ({
  ...{ address: ownPicture(storageKey), size, width, height },
  contentType: contentType as ThemePicture['contentType'],
})

/** Keeps a picture for the look: once, however often the same one comes. */
export async function storePicture(ctx: Context<MemberActor>): Promise<ThemePicture> {
  const upload = uploadOf(ctx)
  const found = await detectPicture(upload)
  const bytes = withoutTraces(upload.bytes, found.contentType, found.orientation)
  const hash = createHash('sha256').update(bytes).digest('base64url')
  await removeUnused(ctx)
  const [known] = await ctx.tx
    .update(pictures)
    .set({ namedAt: ctx.now() })
    .where(eq(pictures.hash, hash))
    .returning()
  return asPicture(known ?? (await keep(ctx, found, bytes, hash)))
}

/** First the bytes, then the row. Of two who send the same at the same moment one keeps it. */
async function keep(
  ctx: Context<MemberActor>,
  { contentType, width, height, endings }: Detected,
  bytes: Uint8Array,
  hash: string,
): Promise<Row> {
  const id = newId('picture')
  const storageKey = ctx.storage.keyOf(`${id}.${endings[0]}`)
  await ctx.storage.put(storageKey, bytes)
  const size = bytes.length
  const [row] = await ctx.tx
    .insert(pictures)
    .values({
      ...{ id, hash, contentType, size, storageKey, namedAt: ctx.now() },
      ...{ width: Number(width), height: Number(height) },
    })
    .onConflictDoUpdate({ target: [pictures.organizationId, pictures.hash], set: { namedAt: ctx.now() } })
    .returning()
    .catch(async error => {
      await ctx.storage.discard(storageKey)
      throw error
    })
  if (row?.id !== id) await ctx.storage.discard(storageKey)
  if (!row) throw new Refusal('unavailable')
  return row
}

const WORDS = {
  file_type_not_allowed: 'PNG, JPEG or WebP, and nothing that moves.',
  image_too_large: `At most ${PICTURE.pixels.toLocaleString('en')} pixels, as 2,000 by 2,000.`,
}
const unfit = (code: keyof typeof WORDS) => new Refusal(code, { detail: WORDS[code] })

async function detectPicture(upload: Upload): Promise<Detected> {
  const found = await detect(upload).catch(error => {
    const { code } = error
    throw code === 'file_type_not_allowed' || code === 'image_too_large' ? unfit(code) : error
  })
  const isOfType = PICTURE.types.some(type => type === found.contentType)
  if (!isOfType || found.frames > 1) throw unfit('file_type_not_allowed')
  if (Number(found.width) * Number(found.height) > PICTURE.pixels) throw unfit('image_too_large')
  return found
}

/**
 * Holds on to the pictures of a look that is about to be kept.
 * @throws Refusal where one of them is not here, or is another organization's
 */
export async function holdPictures(ctx: Context<MemberActor>, tokens: Theme): Promise<void> {
  const wanted = picturesOf(tokens).flatMap(({ pointer, address }) => {
    const key = ownPictureKey(address)
    return key ? [{ pointer, key }] : []
  })
  if (wanted.length === 0) return
  const keys = wanted.map(({ key }) => key)
  const held = await ctx.tx
    .update(pictures)
    .set({ namedAt: ctx.now() })
    .where(inArray(pictures.storageKey, keys))
    .returning({ key: pictures.storageKey })
  const errors = wanted
    .filter(({ key }) => !held.some(one => one.key === key))
    .map(({ pointer }) => ({ pointer, code: 'not_allowed_value' as const }))
  if (errors.length > 0) throw new Refusal('validation_failed', { errors })
}

/**
 * Takes away pictures that no look names: neither the draft, nor what is published, nor any version to go back to.
 * Whoever names one at the same moment changes its row first, and it stays.
 */
export async function removeUnused(ctx: Context<MemberActor>): Promise<void> {
  const before = new Date(ctx.now().getTime() - UNUSED_MS)
  const isNamed = sql`exists (
    select from ${themeVersions} where strpos(${themeVersions.tokens}::text, ${pictures.storageKey}) > 0)`
  const gone = await ctx.tx
    .delete(pictures)
    .where(and(lt(pictures.namedAt, before), sql`not ${isNamed}`))
    .returning({ key: pictures.storageKey })
  ctx.storage.removeLater(gone.map(({ key }) => key))
}
