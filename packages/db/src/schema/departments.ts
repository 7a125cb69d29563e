import { boolean, index, text, unique } from 'drizzle-orm/pg-core'
import { memberProfiles } from './members.ts'
import { createdAt, tenantReference, tenantTable } from './tenant-table.ts'

export const departments = tenantTable(
  'departments',
  {
    id: text().notNull(),
    name: text().notNull(),
    description: text().notNull().default(''),
    active: boolean().notNull().default(true),
    createdAt: createdAt(),
    updatedAt: createdAt(),
  },
  t => [t.id],
  t => [unique('departments_name').on(t.organizationId, t.name)],
)

export const departmentMembers = tenantTable(
  'department_members',
  { departmentId: text().notNull(), memberId: text().notNull(), createdAt: createdAt() },
  t => [t.departmentId, t.memberId],
  t => [
    tenantReference('department_members_department', t, t.departmentId, departments, 'cascade'),
    tenantReference('department_members_member', t, t.memberId, memberProfiles, 'cascade'),
    index('department_members_member').on(t.organizationId, t.memberId),
  ],
)
