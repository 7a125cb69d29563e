import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { protect } from '../protect.ts'
import { refusePowerfulRole } from '../serving-role.ts'
import { createTestDatabase, TEST_SECRET, type TestDatabase } from '../testing/index.ts'
import { readCatalogFaults } from './catalog.ts'

let database: TestDatabase
let owner: postgres.Sql
beforeAll(async () => {
  database = await createTestDatabase(inject('cluster'))
  owner = postgres(database.ownerUrl, { max: 2, onnotice: () => {} })
})
afterAll(async () => {
  await owner.end()
  await database.drop()
})

const NONE = {
  tables: [],
  policies: [],
  role: [],
  views: [],
  definers: [],
  foreignKeys: [],
  privileges: [],
  uniques: [],
  authSchema: [],
  sight: [],
}

/** Tries a change that is rolled back, and tells what the catalog says meanwhile. */
const faultsAfter = async (statement: string) => {
  let faults: Awaited<ReturnType<typeof readCatalogFaults>> | undefined
  await owner
    .begin(async tx => {
      await tx.unsafe(statement)
      faults = await readCatalogFaults(tx)
      throw new Error('roll back')
    })
    .catch(error => {
      if (!faults) throw error
    })
  return faults
}

describe('the catalog', () => {
  test('shows the wall around every table', async () => {
    expect(await readCatalogFaults(owner)).toEqual(NONE)
  })

  test.each([
    ['a table without a wall', 'create table zz_probe (organization_id text)', 'tables', 'zz_probe'],
    ['a table without a tenant', 'create table zz_probe (id text)', 'tables', 'zz_probe'],
    ['a dropped policy', 'drop policy tenant on messages', 'tables', 'messages'],
    [
      'row security that is not forced',
      'alter table messages no force row level security',
      'tables',
      'messages',
    ],
    ['an open policy', 'create policy zz on messages to halloo_app using (true)', 'tables', 'messages'],
    [
      'a policy of another wording',
      "alter policy tenant on messages using (organization_id = current_setting('app.organization_id'))",
      'policies',
      'messages',
    ],
    [
      'a function that runs as its owner',
      'create function zz() returns int language sql security definer as $$ select 1 $$',
      'definers',
      'zz()',
    ],
    [
      'a view over a table',
      'create view zz as select * from messages; grant select on zz to halloo_app',
      'views',
      'zz',
    ],
    [
      'a foreign key that forgets the tenant',
      'alter table messages add unique (id); alter table attachments add foreign key (message_id) references messages (id)',
      'foreignKeys',
      'attachments',
    ],
    ['a unique key that forgets the tenant', 'create unique index zz on departments (name)', 'uniques', 'zz'],
    ['the right to truncate', 'grant truncate on messages to halloo_app', 'privileges', 'messages'],
    ['a serving role with powers', 'alter role halloo_app createrole', 'role', 'creates roles'],
    ['rows shown to the whole team', 'drop policy sight on messages', 'sight', 'messages'],
    ['a look into the sign-ins', 'grant usage on schema auth to halloo_app', 'authSchema', 'sessions'],
  ] as const)('notices %s', async (_what, statement, list, found) => {
    expect((await faultsAfter(statement))?.[list].join('\n')).toContain(found)
  })

  test('is the same after protecting twice', async () => {
    await protect(owner, TEST_SECRET, true)
    expect(await readCatalogFaults(owner)).toEqual(NONE)
  })

  test('stops nobody who serves, where it stands already', async () => {
    const another = postgres(database.ownerUrl, { max: 1 })
    await owner.begin(async tx => {
      await tx`select from conversations limit 1`
      // What takes a table for itself would wait for the one who reads.
      await another`set lock_timeout = 1`
      await protect(another, TEST_SECRET, true)
    })
    await another.end()
  })

  test.each([
    'drop policy sight on messages',
    'alter table messages no force row level security',
    'grant truncate on messages to halloo_app',
    'grant update (id) on members to halloo_app',
  ])('is put right after somebody said: %s', async statement => {
    await owner.unsafe(statement)
    await protect(owner, TEST_SECRET, true)
    expect(await readCatalogFaults(owner)).toEqual(NONE)
  })
})

test('serving as the owner of the tables is refused', async () => {
  await expect(refusePowerfulRole(owner)).rejects.toThrow('is a superuser')
})

test('serving as the app role is allowed', async () => {
  const app = postgres(database.appUrl, { max: 1 })
  await refusePowerfulRole(app)
  await app.end()
})
