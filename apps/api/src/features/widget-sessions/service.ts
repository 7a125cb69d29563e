import { type Database, forOrganization, forWidgetKey, systemOf, tables } from '@halloo/db'
import { systemActor } from '../../auth/actor.ts'
import { isAllowedOrigin } from '../../auth/origin.ts'
import { hashToken, newVisitorToken, SESSION_MS } from '../../auth/visitor-token.ts'
import type { OpenContext } from '../../door/context.ts'
import { type TransactionParts, transact } from '../../door/transaction.ts'
import { newId } from '../../ids.ts'
import { Refusal } from '../../refusal.ts'
import { asChatUser, asVisitor } from '../chat-users/service.ts'
import { asWidgetSettings } from '../settings/service.ts'

const { chatUsers, organizations, previousWidgetKeys, visitorSessions } = tables

/** The organization of a widget key, present or rotated less than seven days ago. */
export async function findByWidgetKey(db: Database, key: string) {
  if (!/^pk_[A-Za-z0-9_-]{16,64}$/.test(key)) return undefined
  const found = await forWidgetKey(db, key, async tx => {
    const [present] = await tx.select({ id: organizations.id }).from(organizations)
    if (present) return present.id
    const [previous] = await tx.select({ id: previousWidgetKeys.organizationId }).from(previousWidgetKeys)
    return previous?.id
  })
  if (!found) return undefined
  const [row] = await forOrganization(db, systemOf(found), tx => tx.select().from(organizations))
  return row
}

/** Makes an anonymous contact and their token, for a page of a site that is on the list. */
export async function startSession(work: TransactionParts, ownOrigin: string, ctx: OpenContext, key: string) {
  if (key.startsWith('sk_')) throw new Refusal('secret_key_in_browser')
  const organization = await findByWidgetKey(work.db, key)
  if (!organization) throw new Refusal('invalid_widget_key')
  if (!organization.chatIsActive) throw new Refusal('widget_disabled')
  if (!isAllowedOrigin(ctx.origin, organization, ownOrigin)) throw new Refusal('origin_not_allowed')
  const token = newVisitorToken(organization.id)
  const [at, id] = [ctx.now(), newId('chatUser')]
  const expiresAt = new Date(at.getTime() + SESSION_MS)
  const visitor = await transact(work, systemActor(organization.id), ctx, async ({ tx, emit }) => {
    const [row] = await tx
      .insert(chatUsers)
      .values({
        id,
        userAgent: familyOf(ctx.userAgent),
        ipAddress: truncated(ctx.address),
        createdAt: at,
        updatedAt: at,
        lastSeenAt: at,
      })
      .returning()
    await tx.insert(visitorSessions).values({
      id: newId('visitorSession'),
      chatUserId: id,
      tokenHash: hashToken(token),
      origin: ctx.origin,
      createdAt: at,
      lastUsedAt: at,
      expiresAt,
    })
    if (row)
      emit('chat_user.created', asChatUser(row), null, {
        conversationId: null,
        before: [],
        after: ['everything'],
      })
    return row
  })
  if (!visitor) throw new Refusal('unavailable')
  return { token, expiresAt, visitor: asVisitor(visitor), settings: asWidgetSettings(organization, at) }
}

/** The last part of an address is the visitor's own: /24 is kept of IPv4, /48 of IPv6. */
function truncated(address: string) {
  const plain = address.replace(/^::ffff:/, '')
  return plain.includes(':') ? `${plain.split(':').slice(0, 3).join(':')}::` : plain.replace(/\.\d+$/, '.0')
}

/** The browser's family and system, without the versions that would tell one visitor from another. */
function familyOf(userAgent: string | null) {
  if (!userAgent) return null
  const browser =
    ['Edg', 'OPR', 'Firefox', 'Chrome', 'Safari'].find(name => userAgent.includes(`${name}/`)) ?? 'Other'
  const system =
    ['Android', 'iPhone', 'iPad', 'Windows', 'Mac OS X', 'Linux'].find(name => userAgent.includes(name)) ??
    'Other'
  return `${browser.replace('Edg', 'Edge').replace('OPR', 'Opera')} on ${system.replace('Mac OS X', 'macOS')}`
}
