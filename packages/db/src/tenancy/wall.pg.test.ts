import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../testing/index.ts'
import { fillTenant } from './fill.ts'

// Every tenant table, from the catalog, as the serving role meets it.

let database: TestDatabase
let owner: postgres.Sql
let app: postgres.Sql
let tables: string[]
beforeAll(async () => {
  database = await createTestDatabase(inject('cluster'))
  owner = postgres(database.ownerUrl, { max: 1, onnotice: () => {} })
  app = postgres(database.appUrl, { max: 1, onnotice: () => {} })
  const rows = await owner<{ name: string }[]>`
    select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'organization_id'
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' order by 1`
  tables = rows.map(({ name }) => name)
  await fillTenant(owner, 'A')
  await fillTenant(owner, 'B')
})
afterAll(async () => {
  await Promise.all([owner.end(), app.end()])
  await database.drop()
})

/** Runs as the serving role within a tenant, and rolls back. */
const within = async <T>(
  tenant: string | null,
  work: (tx: postgres.TransactionSql) => Promise<T>,
): Promise<T> => {
  let result: { value: T } | undefined
  await app
    .begin(async tx => {
      if (tenant)
        await tx`select set_config('app.organization_id', ${tenant}, true), set_config('app.topics', 'org,everything,*', true)`
      result = { value: await work(tx) }
      throw new Error('roll back')
    })
    .catch(error => {
      if (!result) throw error
    })
  return (result as { value: T }).value
}

const rowsOf = async (sql: postgres.Sql | postgres.TransactionSql, table: string) =>
  (await sql.unsafe<{ organization_id: string }[]>(`select organization_id from ${table}`)).map(
    row => row.organization_id,
  )

describe('every table of tenants', () => {
  test('has rows of both tenants to be kept apart', async () => {
    for (const table of tables)
      expect(new Set(await rowsOf(owner, table)), table).toEqual(new Set(['org_A', 'org_B']))
  })

  test('shows nothing without a tenant', async () => {
    for (const table of tables) expect(await within(null, tx => rowsOf(tx, table)), table).toEqual([])
  })

  test('shows a tenant all of its own rows and no others', async () => {
    for (const table of tables) {
      const own = (await rowsOf(owner, table)).filter(id => id === 'org_A')
      expect(await within('org_A', tx => rowsOf(tx, table)), table).toEqual(own)
    }
  })

  test('takes no row for another tenant', async () => {
    for (const table of tables) {
      const moved = within('org_A', tx => tx.unsafe(`update ${table} set organization_id = 'org_B'`))
      // 42501: refused by the wall, or by a missing grant on the column.
      await expect(moved, table).rejects.toMatchObject({ code: '42501' })
    }
  })

  test('lets nobody delete rows of another tenant', async () => {
    for (const table of tables.filter(name => name !== 'members')) {
      const deleted = await within(
        'org_A',
        async tx => (await tx.unsafe(`delete from ${table} where organization_id = 'org_B'`)).count,
      )
      expect(deleted, table).toBe(0)
    }
  })

  test('refuses a reference into another tenant', async () => {
    const crossing = within('org_A', tx => tx`update conversations set department_id = 'dep_B'`)
    await expect(crossing).rejects.toMatchObject({ code: '23503' })
  })

  test('forgets the tenant with the transaction, whatever became of it', async () => {
    await within('org_A', tx => rowsOf(tx, 'departments'))
    expect(await rowsOf(app, 'departments')).toEqual([])
    await expect(within('org_A', tx => tx.unsafe('select 1 / 0'))).rejects.toThrow()
    expect(await rowsOf(app, 'departments')).toEqual([])
  })
})
