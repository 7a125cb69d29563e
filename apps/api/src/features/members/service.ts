import { tables } from '@halloo/db'
import type { OwnMember, Preferences, Validated } from '@halloo/protocol'
import { and, eq, isNull, sql } from 'drizzle-orm'
import type { MemberActor } from '../../auth/actor.ts'
import type { Context } from '../../door/context.ts'
import { notFound, Refusal } from '../../refusal.ts'
import type { Presentable } from '../../shape.ts'
import { releaseMember } from '../conversations/release.ts'
import { asMember, readMember } from './read.ts'

// Profiles tell the log of their changes by themselves (a trigger), because Better Auth changes them too.

const { departmentMembers, memberProfiles, members, organizations } = tables

export const DEFAULT_PREFERENCES: Preferences = {
  theme: 'system',
  density: 'comfortable',
  sound: true,
  singleKeys: true,
}

export async function readOwnMember(ctx: Context<MemberActor>): Promise<Presentable<OwnMember>> {
  const row = await readMember(ctx.tx, ctx.actor.id)
  const [organization] = await ctx.tx
    .select({ id: organizations.id, name: organizations.name, slug: organizations.slug })
    .from(organizations)
  if (!organization) throw notFound()
  const departments = await ctx.tx
    .select({ id: departmentMembers.departmentId })
    .from(departmentMembers)
    .where(eq(departmentMembers.memberId, row.id))
    .orderBy(departmentMembers.departmentId)
  return {
    ...asMember(row),
    phone: row.phone,
    preferences: { ...DEFAULT_PREFERENCES, ...row.preferences },
    organization,
    departmentIds: departments.map(({ id }) => id),
  }
}

export async function updateOwnMember(
  ctx: Context<MemberActor>,
  body: Validated<'PATCH /v1/members/me'>['body'],
) {
  const { chatIsOnline, preferences, ...profile } = body
  const { id } = ctx.actor
  if (chatIsOnline !== undefined) await ctx.tx.update(members).set({ chatIsOnline }).where(eq(members.id, id))
  const row = await readMember(ctx.tx, id)
  if (preferences || Object.keys(profile).length > 0)
    await ctx.tx
      .update(memberProfiles)
      .set({
        ...profile,
        preferences: { ...row.preferences, ...preferences },
        version: sql`${memberProfiles.version} + 1`,
      })
      .where(eq(memberProfiles.id, id))
  return readOwnMember(ctx)
}

/** Rank rule: nobody changes an owner or an admin here; that is between owners, in Better Auth. */
export async function updateMember(
  ctx: Context<MemberActor>,
  id: string,
  body: Validated<'PATCH /v1/members/:memberId'>['body'],
) {
  const { status, chatRole, chatMaxConcurrentChats } = body
  const row = await readMember(ctx.tx, id)
  if (row.leftAt) throw notFound()
  const isLead = row.role === 'owner' || row.role === 'admin'
  if (isLead && (chatRole || (status && status !== row.status)) && ctx.actor.role !== 'owner')
    throw new Refusal('forbidden')
  if (status === 'inactive' && (row.role === 'owner' || id === ctx.actor.id)) throw new Refusal('forbidden')
  if (chatRole || chatMaxConcurrentChats !== undefined)
    await ctx.tx
      .update(members)
      .set({
        ...(chatRole && { chatRole }),
        ...(chatMaxConcurrentChats !== undefined && { chatMaxConcurrentChats }),
      })
      .where(eq(members.id, id))
  if (status && status !== row.status) {
    await ctx.tx
      .update(memberProfiles)
      .set({ status, version: sql`${memberProfiles.version} + 1` })
      .where(and(eq(memberProfiles.id, id), isNull(memberProfiles.leftAt)))
    if (status === 'inactive') await releaseMember(ctx, id)
  }
  ctx.audit('member.updated', id, body)
  return asMember(await readMember(ctx.tx, id))
}
