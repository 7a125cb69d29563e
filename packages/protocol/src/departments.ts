import { z } from 'zod'
import { listOf, name, page, text, timestamp } from './fields.ts'
import { id } from './ids.ts'
import { operations } from './row.ts'

/** A part of the organization that conversations are addressed to. */
export const department = z.object({
  id: id('department'),
  name: z.string(),
  description: z.string(),
  active: z.boolean(),
  /** Members whose inbox shows this department's conversations. */
  memberIds: z.array(z.string()),
  createdAt: timestamp,
  updatedAt: timestamp,
  version: z.number().int(),
})
export type Department = z.infer<typeof department>

/** What a visitor may choose from. */
export const visitorDepartment = department.pick({ id: true, name: true, description: true })
export type VisitorDepartment = z.infer<typeof visitorDepartment>

const params = z.strictObject({ departmentId: id('department') })
const memberParams = z.strictObject({ departmentId: id('department'), memberId: id('member') })
const tag = 'Departments'

export const departmentOperations = operations({
  'GET /v1/departments': {
    can: 'departments:read',
    tag,
    summary: 'List departments by name',
    query: z.strictObject(page),
    returns: listOf(department),
  },
  'POST /v1/departments': {
    can: 'departments:manage',
    tag,
    summary: 'Create a department',
    body: z.strictObject({
      name: name(80),
      description: text(500).optional(),
      active: z.boolean().optional(),
    }),
    returns: department,
    status: 201,
  },
  'GET /v1/departments/:departmentId': {
    can: 'departments:read',
    tag,
    summary: 'Get a department',
    params,
    returns: department,
  },
  'PATCH /v1/departments/:departmentId': {
    can: 'departments:manage',
    tag,
    summary: 'Change a department; an inactive one is no longer offered to visitors',
    params,
    body: z.strictObject({
      name: name(80).optional(),
      description: text(500).optional(),
      active: z.boolean().optional(),
    }),
    returns: department,
  },
  'DELETE /v1/departments/:departmentId': {
    can: 'departments:manage',
    tag,
    summary: 'Delete a department; its conversations stay, without one',
    params,
    returns: z.object({ id: id('department') }),
  },
  'PUT /v1/departments/:departmentId/members/:memberId': {
    can: 'departments:manage',
    tag,
    summary: 'Add a member to a department',
    params: memberParams,
    returns: department,
  },
  'DELETE /v1/departments/:departmentId/members/:memberId': {
    can: 'departments:manage',
    tag,
    summary: 'Take a member out of a department',
    params: memberParams,
    returns: department,
  },
})
