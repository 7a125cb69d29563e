import { isDeepStrictEqual } from 'node:util'
import { tables } from '@halloo/db'
import { type Theme, theme } from '@halloo/protocol'
import { and, eq, ne } from 'drizzle-orm'
import type { MemberActor } from '../../auth/actor.ts'
import type { Context } from '../../door/context.ts'
import { newId } from '../../ids.ts'
import { notFound, Refusal } from '../../refusal.ts'
import { columnsOf } from '../settings/look.ts'
import { changeColumns } from '../settings/service.ts'
import { holdPictures, removeUnused } from './pictures.ts'
import { addVersion, deleteDraft, lockThemes, readThemes, tellPublished } from './versions.ts'

const { themeVersions } = tables

/** Keeps a draft; what is published already needs none. */
export async function saveDraft(ctx: Context<MemberActor>, tokens: Theme) {
  const { published, draft, version } = await lockThemes(ctx)
  if (ctx.ifVersion !== null && ctx.ifVersion !== version) throw new Refusal('version_conflict')
  const isPublished = isDeepStrictEqual(published.tokens, tokens)
  if (isPublished ? !draft : isDeepStrictEqual(draft?.tokens, tokens)) return readThemes(ctx.tx)
  await holdPictures(ctx, tokens)
  await deleteDraft(ctx.tx)
  const next = Number(version) + 1
  if (isPublished)
    await ctx.tx.update(themeVersions).set({ version: next }).where(eq(themeVersions.state, 'published'))
  else
    await ctx.tx.insert(themeVersions).values({
      ...{ id: newId('themeVersion'), state: 'draft', tokens, version: next },
      ...{ savedBy: ctx.actor.id, savedAt: ctx.now() },
    })
  const themes = await readThemes(ctx.tx)
  ctx.emit('theme.saved', themes, null)
  return themes
}

export async function publishDraft(ctx: Context<MemberActor>) {
  const themes = await lockThemes(ctx)
  if (!themes.draft) throw new Refusal('conflict', { detail: 'There is nothing that is not published yet.' })
  return publish(ctx, themes, theme.parse(themes.draft.tokens))
}

/** What went wrong is put right by going forward: the former look becomes the newest version. */
export async function restoreVersion(ctx: Context<MemberActor>, id: string) {
  const themes = await lockThemes(ctx)
  const [former] = await ctx.tx
    .select({ tokens: themeVersions.tokens })
    .from(themeVersions)
    .where(and(eq(themeVersions.id, id), ne(themeVersions.state, 'draft')))
  if (!former) throw notFound()
  return publish(ctx, themes, theme.parse(former.tokens))
}

async function publish(ctx: Context<MemberActor>, before: Parameters<typeof addVersion>[1], tokens: Theme) {
  await addVersion(ctx, before, tokens)
  await changeColumns(ctx, columnsOf(tokens), null)
  await removeUnused(ctx)
  return tellPublished(ctx)
}
