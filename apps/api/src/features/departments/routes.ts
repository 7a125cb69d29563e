import { tables } from '@halloo/db'
import { sql } from 'drizzle-orm'
import type { Handlers } from '../../door/context.ts'
import { type Cursors, pageOf } from '../../door/cursor.ts'
import {
  addMember,
  createDepartment,
  deleteDepartment,
  readDepartment,
  readDepartments,
  removeMember,
  updateDepartment,
} from './service.ts'

const { departments } = tables

export const departmentHandlers = (cursors: Cursors) =>
  ({
    'GET /v1/departments': (ctx, { query }) =>
      pageOf({
        cursors,
        actor: ctx.actor,
        list: 'departments',
        page: query,
        ascending: true,
        by: sql`${departments.name}`,
        byText: true,
        id: sql`${departments.id}`,
        read: ({ after, orderBy, limit }) => readDepartments(ctx.tx, { where: after, orderBy, limit }),
        keyOf: department => [department.name, String(department.id)],
        present: department => department,
      }),
    'POST /v1/departments': (ctx, { body }) => createDepartment(ctx, body),
    'GET /v1/departments/:departmentId': (ctx, { params }) => readDepartment(ctx.tx, params.departmentId),
    'PATCH /v1/departments/:departmentId': (ctx, { params, body }) =>
      updateDepartment(ctx, params.departmentId, body),
    'DELETE /v1/departments/:departmentId': (ctx, { params }) => deleteDepartment(ctx, params.departmentId),
    'PUT /v1/departments/:departmentId/members/:memberId': (ctx, { params }) =>
      addMember(ctx, params.departmentId, params.memberId),
    'DELETE /v1/departments/:departmentId/members/:memberId': (ctx, { params }) =>
      removeMember(ctx, params.departmentId, params.memberId),
    'GET /v1/widget/departments': (ctx, { query }) =>
      pageOf({
        cursors,
        actor: ctx.actor,
        list: 'visitor departments',
        page: query,
        ascending: true,
        by: sql`${departments.name}`,
        byText: true,
        id: sql`${departments.id}`,
        read: ({ after, orderBy, limit }) =>
          readDepartments(ctx.tx, {
            where: sql`${departments.active} and ${after ?? sql`true`}`,
            orderBy,
            limit,
          }),
        keyOf: department => [department.name, String(department.id)],
        present: department => department,
      }),
  }) satisfies Partial<Handlers>
