import postgres from 'postgres'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { JOBS_TABLES } from '../roles.ts'
import { refusePowerfulRole } from '../serving-role.ts'
import { createTestDatabase, type TestDatabase } from '../testing/index.ts'
import { fillTenant } from './fill.ts'

// The login of the background: it sees that something happened everywhere, and nowhere what was said.

let database: TestDatabase
let owner: postgres.Sql
let jobs: postgres.Sql
let app: postgres.Sql
beforeAll(async () => {
  database = await createTestDatabase(inject('cluster'))
  owner = postgres(database.ownerUrl, { max: 1, onnotice: () => {} })
  jobs = postgres(database.jobsUrl, { max: 1, onnotice: () => {} })
  app = postgres(database.appUrl, { max: 1, onnotice: () => {} })
  await fillTenant(owner, 'A')
})
afterAll(async () => {
  await Promise.all([owner.end(), jobs.end(), app.end()])
  await database.drop()
})

test('is a login without powers', () => refusePowerfulRole(jobs))

test('may touch no table but its own', async () => {
  const rows = await owner<{ name: string }[]>`
    select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname in ('public', 'auth') and c.relkind in ('r', 'p') and has_any_column_privilege('halloo_jobs', c.oid, 'select')`
  expect(rows.map(({ name }) => name).sort()).toEqual(Object.keys(JOBS_TABLES).sort())
})

test('reads in the log what happened, not what was said', async () => {
  await owner`insert into events (organization_id, seq, type, audience, actor, data)
    values ('org_A', 99, 'message.created', '{everything}', 'member:mem_A', 'a secret')`
  expect(await jobs`select type, actor from events where seq = 99`).toEqual([
    { type: 'message.created', actor: 'member:mem_A' },
  ])
  await expect(jobs`select data from events`).rejects.toThrow('permission denied')
  await expect(jobs`delete from events`).rejects.toThrow('permission denied')
})

test('has the queue to itself', async () => {
  await jobs`select graphile_worker.add_job('probe', '{}')`
  expect(await jobs`select task_identifier as task from graphile_worker.jobs`).toEqual([{ task: 'probe' }])
  await expect(app`select * from graphile_worker.jobs`).rejects.toThrow('permission denied')
})
