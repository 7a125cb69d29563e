import { randomBytes } from 'node:crypto'
import { tables } from '@halloo/db'
import { and, eq, isNull, lt, or, sql } from 'drizzle-orm'
import type { MemberActor, TenantActor } from '../../auth/actor.ts'
import type { Context } from '../../door/context.ts'
import { newId } from '../../ids.ts'
import { notFound, Refusal } from '../../refusal.ts'
import { touchSettings } from '../settings/service.ts'

const { identitySecrets, visitorSessions } = tables

/** How exactly the last use is told; a row that every visitor writes would have them wait for each other. */
const USED_AGAIN_MS = 60 * 60 * 1000

const placeOf = (id: string) => `identity_secrets.secret ${id}`

export async function listIdentitySecrets(ctx: Context<MemberActor>) {
  const items = await ctx.tx.select().from(identitySecrets).orderBy(identitySecrets.createdAt)
  return { items, nextCursor: null }
}

/** Takes the place that is free. Somebody who makes another at the same moment takes the next, or is refused. */
export async function makeIdentitySecret(ctx: Context<MemberActor>) {
  const id = newId('identitySecret')
  const secret = `isk_${randomBytes(32).toString('base64url')}`
  const fields = {
    id,
    secret: ctx.vault.seal(placeOf(id), secret),
    hint: secret.slice(-4),
    createdBy: ctx.actor.id,
    createdAt: ctx.now(),
  }
  for (const place of [1, 2]) {
    const [row] = await ctx.tx
      .insert(identitySecrets)
      .values({ ...fields, place })
      .onConflictDoNothing()
      .returning()
    if (!row) continue
    ctx.audit('identity_secret.created', id)
    await touchSettings(ctx)
    return { ...row, secret }
  }
  throw new Refusal('identity_secret_limit')
}

/** Whoever was vouched for by it has to be vouched for anew: their sockets end with their sessions. */
export async function revokeIdentitySecret(ctx: Context<MemberActor>, id: string) {
  const [gone] = await ctx.tx
    .delete(identitySecrets)
    .where(eq(identitySecrets.id, id))
    .returning({ id: identitySecrets.id })
  if (!gone) throw notFound()
  await ctx.tx
    .update(visitorSessions)
    .set({ revokedAt: ctx.now() })
    .where(and(eq(visitorSessions.identitySecretId, id), isNull(visitorSessions.revokedAt)))
  ctx.audit('identity_secret.revoked', id)
  await touchSettings(ctx)
  return gone
}

export interface LiveSecret {
  id: string
  secret: string
}

/** Seals every secret anew, with the present key: afterwards the former one may go. */
export async function resealIdentitySecrets(ctx: Context<TenantActor>) {
  const rows = await ctx.tx.select().from(identitySecrets).for('update')
  for (const { id, secret } of rows) {
    const opened = ctx.vault.open(placeOf(id), secret)
    if (opened === undefined) continue
    const sealed = ctx.vault.seal(placeOf(id), opened)
    await ctx.tx.update(identitySecrets).set({ secret: sealed }).where(eq(identitySecrets.id, id))
  }
}

/** The secrets that tokens may be signed with. Whoever revokes one waits for who is about to trust it. */
export async function readLiveSecrets(ctx: Context<TenantActor>): Promise<LiveSecret[]> {
  const rows = await ctx.tx.select().from(identitySecrets).for('key share')
  return rows.flatMap(({ id, secret }) => {
    const opened = ctx.vault.open(placeOf(id), secret)
    return opened === undefined ? [] : [{ id, secret: opened }]
  })
}

export const noteUse = (ctx: Context<TenantActor>, id: string) =>
  ctx.tx
    .update(identitySecrets)
    .set({ lastUsedAt: ctx.now(), version: sql`${identitySecrets.version} + 1` })
    .where(
      and(
        eq(identitySecrets.id, id),
        or(
          isNull(identitySecrets.lastUsedAt),
          lt(identitySecrets.lastUsedAt, new Date(ctx.now().getTime() - USED_AGAIN_MS)),
        ),
      ),
    )
