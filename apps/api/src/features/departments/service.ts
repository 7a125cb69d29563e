import { type Transaction, tables } from '@halloo/db'
import type { Department } from '@halloo/protocol'
import { and, eq, isNull, type SQL, sql } from 'drizzle-orm'
import type { MemberActor } from '../../auth/actor.ts'
import type { Context } from '../../door/context.ts'
import { isUniqueViolation } from '../../door/faults.ts'
import { newId } from '../../ids.ts'
import { notFound, Refusal } from '../../refusal.ts'
import type { Presentable } from '../../shape.ts'
import { releaseDepartment } from '../conversations/release.ts'

const { conversationAssignments, departmentMembers, departments, memberProfiles } = tables

const memberIds = sql<
  string[]
>`coalesce((select json_agg(m.member_id order by m.member_id) from ${departmentMembers} m
  where m.organization_id = ${departments.organizationId} and m.department_id = ${departments.id}), '[]')`

export const readDepartments = async (
  tx: Transaction,
  page: { where: SQL | undefined; orderBy?: SQL[]; limit?: number },
): Promise<Presentable<Department>[]> => {
  const rows = await tx
    .select({ row: departments, memberIds })
    .from(departments)
    .where(page.where)
    .orderBy(...(page.orderBy ?? []))
    .limit(page.limit ?? 1)
  return rows.map(({ row, memberIds }) => ({ ...row, memberIds }))
}

export async function readDepartment(tx: Transaction, id: string) {
  const [department] = await readDepartments(tx, { where: eq(departments.id, id) })
  if (!department) throw notFound()
  return department
}

interface Fields {
  name?: string | undefined
  description?: string | undefined
  active?: boolean | undefined
}

export async function createDepartment(ctx: Context<MemberActor>, fields: Fields & { name: string }) {
  const id = newId('department')
  await taken(
    ctx.tx.insert(departments).values({ id, ...fields, createdAt: ctx.now(), updatedAt: ctx.now() }),
  )
  return told(ctx, 'department.created', id)
}

export async function updateDepartment(ctx: Context<MemberActor>, id: string, fields: Fields) {
  await taken(touch(ctx, id, fields))
  return told(ctx, 'department.updated', id)
}

/** The conversations of a deleted department stay, addressed to nobody in particular. */
export async function deleteDepartment(ctx: Context<MemberActor>, id: string) {
  await readDepartment(ctx.tx, id)
  await ctx.tx
    .update(conversationAssignments)
    .set({ departmentId: null })
    .where(eq(conversationAssignments.departmentId, id))
  await releaseDepartment(ctx, id)
  await ctx.tx.delete(departments).where(eq(departments.id, id))
  ctx.emit('department.deleted', { id }, null)
  ctx.audit('department.deleted', id)
  return { id }
}

export async function addMember(ctx: Context<MemberActor>, id: string, memberId: string) {
  const [member] = await ctx.tx
    .select({ id: memberProfiles.id })
    .from(memberProfiles)
    .where(and(eq(memberProfiles.id, memberId), isNull(memberProfiles.leftAt)))
  if (!member) throw notFound()
  await readDepartment(ctx.tx, id)
  await ctx.tx.insert(departmentMembers).values({ departmentId: id, memberId }).onConflictDoNothing()
  await touch(ctx, id, {})
  return told(ctx, 'department.updated', id)
}

export async function removeMember(ctx: Context<MemberActor>, id: string, memberId: string) {
  const removed = await ctx.tx
    .delete(departmentMembers)
    .where(and(eq(departmentMembers.departmentId, id), eq(departmentMembers.memberId, memberId)))
    .returning({ memberId: departmentMembers.memberId })
  if (removed.length === 0) throw notFound()
  await touch(ctx, id, {})
  return told(ctx, 'department.updated', id)
}

const touch = (ctx: Context<MemberActor>, id: string, fields: Fields) =>
  ctx.tx
    .update(departments)
    .set({ ...fields, updatedAt: ctx.now(), version: sql`${departments.version} + 1` })
    .where(eq(departments.id, id))

async function told(
  ctx: Context<MemberActor>,
  event: 'department.created' | 'department.updated',
  id: string,
) {
  const department = await readDepartment(ctx.tx, id)
  ctx.emit(event, department, null)
  ctx.audit(event, id)
  return department
}

const taken = (write: PromiseLike<unknown>) =>
  Promise.resolve(write).catch(error => {
    throw isUniqueViolation(error) ? new Refusal('name_taken') : error
  })
