import { type BuildExtraConfigColumns, sql } from 'drizzle-orm'
import {
  foreignKey,
  integer,
  type PgColumn,
  type PgColumnBuilderBase,
  type PgTableExtraConfigValue,
  pgTable,
  primaryKey,
  text,
  timestamp,
} from 'drizzle-orm/pg-core'
import { organizations } from './organizations.ts'

/** The tenant of the transaction, as the default of every tenant column. */
const currentOrganization = sql`nullif(current_setting('app.organization_id', true), '')`

const organizationColumn = () => text().notNull().default(currentOrganization)

const tenantColumns = (refers: boolean) => ({
  organizationId: refers
    ? organizationColumn().references(() => organizations.id, { onDelete: 'cascade' })
    : organizationColumn(),
  /** Goes up with every write, so that a late event can be told from a newer one. */
  version: integer().notNull().default(1),
})
type TenantColumns = ReturnType<typeof tenantColumns>
type Columns = Record<string, PgColumnBuilderBase>
type Built<C extends Columns> = BuildExtraConfigColumns<string, TenantColumns & C, 'pg'>

/**
 * A table of a tenant: its organization, its version, and a primary key that begins with the organization.
 * Row-level security is put on it after migrating, by the name of its column.
 * @param key the rest of the primary key
 * @param refers false where a foreign key to the organization would be checked for every message for nothing
 */
export const tenantTable = <N extends string, C extends Columns>(
  name: N,
  columns: C,
  key: (t: Built<C>) => PgColumn[],
  extra: (t: Built<C>) => PgTableExtraConfigValue[] = () => [],
  refers = true,
) =>
  pgTable(name, { ...tenantColumns(refers), ...columns }, t => [
    primaryKey({ name: `${name}_pk`, columns: [t.organizationId as PgColumn, ...key(t)] }),
    ...extra(t),
  ])

interface Referable {
  organizationId: PgColumn
}

/** A foreign key that carries the tenant on both sides: no row can point into another organization. */
export const tenantReference = (
  name: string,
  from: Referable,
  column: PgColumn,
  to: Referable & { id: PgColumn },
  onDelete: 'cascade' | 'no action' = 'no action',
) =>
  foreignKey({
    name: `${name}_fk`,
    columns: [from.organizationId, column],
    foreignColumns: [to.organizationId, to.id],
  }).onDelete(onDelete)

export const createdAt = () => timestamp({ withTimezone: true, precision: 3 }).notNull().defaultNow()
export const moment = () => timestamp({ withTimezone: true, precision: 3 })
