import { isDeepStrictEqual } from 'node:util'
import { type Transaction, tables } from '@halloo/db'
import { type Settings, theme, type Validated, type WidgetSettings } from '@halloo/protocol'
import { sql } from 'drizzle-orm'
import type { MemberActor } from '../../auth/actor.ts'
import type { Context } from '../../door/context.ts'
import { newWidgetKey } from '../../ids.ts'
import { notFound } from '../../refusal.ts'
import type { Presentable } from '../../shape.ts'
import { addVersion, lockThemes, tellPublished } from '../theme/versions.ts'
import { hoursAt } from './hours.ts'
import { columnsOf, widgetLookOf, withChange } from './look.ts'

const { organizations, previousWidgetKeys } = tables
type Row = typeof organizations.$inferSelect
const DAYS = 24 * 60 * 60 * 1000

const lookOf = (row: Row) => ({
  name: row.name,
  chatTheme: row.chatTheme,
  chatPrimaryColor: row.chatPrimaryColor,
  chatPosition: row.chatPosition,
  chatWelcomeMessage: row.chatWelcomeMessage,
  chatShowAgentAvatar: row.chatShowAgentAvatar,
  chatCollectEmail: row.chatCollectEmail,
  chatCollectName: row.chatCollectName,
})

/** What the doorway has let in comes out as it was. */
const kept = (row: Row) => ({
  chatPreChat: row.chatPreChat,
  chatHours: row.chatHours,
  chatDisplay: row.chatDisplay,
  chatGreetings: row.chatGreetings,
  chatTypingPreview: row.chatTypingPreview,
  chatIdentityMode: row.chatIdentityMode,
})

/** What anybody may know, because it stands in the loader: every byte is sent with every page. */
export function asWidgetSettings(row: Row, now: Date, publicUrl: string): Presentable<WidgetSettings> {
  const { chatPreChat, chatHours, chatDisplay, chatGreetings, chatTypingPreview, chatIdentityMode } =
    kept(row)
  return {
    ...lookOf(row),
    ...widgetLookOf(row, publicUrl),
    ...(chatPreChat && { chatPreChat }),
    ...(chatHours && { hours: hoursAt(chatHours, now) }),
    ...(chatDisplay && { chatDisplay }),
    ...(chatGreetings.length > 0 && { chatGreetings }),
    ...(chatTypingPreview && { chatTypingPreview }),
    ...(chatIdentityMode !== 'off' && { chatIdentityMode }),
  }
}

const asSettings = (row: Row): Presentable<Settings> => ({
  ...lookOf(row),
  ...kept(row),
  id: row.id,
  slug: row.slug,
  chatApiKey: row.chatApiKey,
  chatDomain: row.chatDomain,
  chatAllowedDomains: row.chatAllowedDomains,
  chatIsActive: row.chatIsActive,
  chatVisibility: row.chatVisibility,
  createdAt: row.createdAt,
  version: row.chatVersion,
})

/** What is asked of whoever starts a conversation, and how they may have been greeted. */
export async function readWelcome(tx: Transaction) {
  const { chatPreChat, chatGreetings } = kept(await readOrganization(tx))
  return { preChat: chatPreChat, greetings: chatGreetings }
}

export async function readOrganization(tx: Transaction): Promise<Row> {
  const [row] = await tx.select().from(organizations)
  if (!row) throw notFound()
  return row
}

export const readSettings = async (ctx: Context<MemberActor>) => asSettings(await readOrganization(ctx.tx))

export async function updateSettings(
  ctx: Context<MemberActor>,
  body: Validated<'PATCH /v1/settings'>['body'],
) {
  const fields = Object.keys(body)
  if (fields.length === 0) return readSettings(ctx)
  const { chatTheme, chatPrimaryColor, chatPosition } = body
  if (!(chatTheme ?? chatPrimaryColor ?? chatPosition)) return changeColumns(ctx, body, fields)
  return changeLook(ctx, body, fields)
}

/** Three settings are tokens of the theme, too: changing them publishes it anew. */
async function changeLook(
  ctx: Context<MemberActor>,
  body: Validated<'PATCH /v1/settings'>['body'],
  fields: string[],
) {
  const before = await lockThemes(ctx)
  const published = theme.parse(before.published.tokens)
  const tokens = withChange(published, body)
  if (isDeepStrictEqual(tokens, published)) return changeColumns(ctx, body, fields)
  await addVersion(ctx, before, tokens)
  const settings = await changeColumns(ctx, { ...body, ...columnsOf(tokens) }, fields)
  await tellPublished(ctx)
  return settings
}

/** Makes a new widget key; pages that still carry the former one go on working for seven days. */
export async function rotateWidgetKey(ctx: Context<MemberActor>) {
  const { chatApiKey } = await readOrganization(ctx.tx)
  const expiresAt = new Date(ctx.now().getTime() + 7 * DAYS)
  await ctx.tx.insert(previousWidgetKeys).values({ key: chatApiKey, expiresAt })
  return changeColumns(ctx, { chatApiKey: newWidgetKey() }, ['chatApiKey'])
}

/** Says that something about the organization is another now; whoever is connected is looked at again. */
export const touchSettings = (ctx: Context<MemberActor>) => changeColumns(ctx, {}, null)

/** Writes columns of the organization, and tells its members. @param fields for the audit log, if any */
export async function changeColumns(
  ctx: Context<MemberActor>,
  set: Partial<Row> | Validated<'PATCH /v1/settings'>['body'],
  fields: string[] | null,
) {
  await ctx.tx.update(organizations).set({ ...set, chatVersion: sql`${organizations.chatVersion} + 1` })
  const settings = asSettings(await readOrganization(ctx.tx))
  ctx.emit('settings.updated', settings, null)
  if (fields) ctx.audit('settings.updated', null, { fields })
  return settings
}
