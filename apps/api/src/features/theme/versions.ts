import { isDeepStrictEqual } from 'node:util'
import { type Transaction, tables } from '@halloo/db'
import { type Theme, type Themes, theme } from '@halloo/protocol'
import { eq, inArray, sql } from 'drizzle-orm'
import type { MemberActor } from '../../auth/actor.ts'
import type { Context } from '../../door/context.ts'
import { newId } from '../../ids.ts'
import { notFound } from '../../refusal.ts'
import type { Presentable } from '../../shape.ts'
import { themeOf, widgetLookOf } from '../settings/look.ts'

const { organizations, themeVersions } = tables
type Row = typeof themeVersions.$inferSelect

export const asVersion = ({ id, number, tokens, savedBy, savedAt }: Row) => ({
  id,
  number,
  tokens: theme.parse(tokens),
  savedBy,
  savedAt,
})

/** What is published and what is being made. Before the first change there are no rows, only the look itself. */
export async function readThemes(tx: Transaction): Promise<Presentable<Themes>> {
  const rows = await tx
    .select()
    .from(themeVersions)
    .where(inArray(themeVersions.state, ['draft', 'published']))
  const published = rows.find(({ state }) => state === 'published')
  const draft = rows.find(({ state }) => state === 'draft')
  if (published)
    return {
      published: asVersion(published),
      draft: draft ? asVersion(draft) : null,
      version: Math.max(published.version, draft?.version ?? 0),
    }
  const [row] = await tx.select().from(organizations)
  if (!row) throw notFound()
  return {
    published: { id: null, number: 1, tokens: themeOf(row), savedBy: null, savedAt: row.createdAt },
    draft: null,
    version: 1,
  }
}

/** Makes whoever changes the look wait for one another, and keeps what was there before the first change. */
export async function lockThemes(ctx: Context<MemberActor>) {
  const [row] = await ctx.tx.select().from(organizations).for('no key update')
  if (!row) throw notFound()
  const themes = await readThemes(ctx.tx)
  if (themes.published.id) return themes
  const id = newId('themeVersion')
  await ctx.tx.insert(themeVersions).values({
    id,
    state: 'published',
    number: 1,
    tokens: themeOf(row),
    savedAt: row.createdAt,
  })
  return { ...themes, published: { ...themes.published, id } }
}

/** Publishes a look as the newest version. The draft ends if it is what is published. */
export async function addVersion(ctx: Context<MemberActor>, before: Presentable<Themes>, tokens: Theme) {
  const [counted] = await ctx.tx
    .select({ last: sql<number>`coalesce(max(${themeVersions.number}), 0)` })
    .from(themeVersions)
  if (before.draft && isDeepStrictEqual(before.draft.tokens, tokens)) await deleteDraft(ctx.tx)
  await ctx.tx.update(themeVersions).set({ state: 'former' }).where(eq(themeVersions.state, 'published'))
  const id = newId('themeVersion')
  const number = Number(counted?.last ?? 0) + 1
  await ctx.tx.insert(themeVersions).values({
    ...{ id, number, state: 'published', tokens, version: Number(before.version) + 1 },
    ...{ savedBy: ctx.actor.id, savedAt: ctx.now() },
  })
  ctx.audit('theme.published', id, { number })
  return id
}

/** Tells members and every open widget. */
export async function tellPublished(ctx: Context<MemberActor>) {
  const [row] = await ctx.tx.select().from(organizations)
  if (!row) throw notFound()
  const themes = await readThemes(ctx.tx)
  ctx.emit('theme.published', themes, { ...widgetLookOf(row, ctx.publicUrl), version: themes.version })
  return themes
}

export const deleteDraft = (tx: Transaction) =>
  tx.delete(themeVersions).where(eq(themeVersions.state, 'draft'))
