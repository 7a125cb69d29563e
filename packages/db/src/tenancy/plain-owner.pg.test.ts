import { randomBytes } from 'node:crypto'
import postgres from 'postgres'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { migrate } from '../migrate.ts'
import { APP_ROLE, AUTH_ROLE, JOBS_ROLE, loginUrl, WRITER_ROLE } from '../roles.ts'
import { refusePowerfulRole } from '../serving-role.ts'
import { TEST_SECRET } from '../testing/index.ts'
import { readCatalogFaults } from './catalog.ts'

// A database as hosters give it: its owner may make roles, and is no superuser. The wall holds the owner too.

const name = `plain_${randomBytes(4).toString('hex')}`
let admin: postgres.Sql
let ownerUrl: string
beforeAll(async () => {
  admin = postgres(inject('cluster'), { max: 1, onnotice: () => {} })
  await admin.unsafe(`create role ${name} login createrole password 'owner'`)
  await admin.unsafe(`create database ${name} owner ${name}`)
  // The roles belong to the whole cluster: here another owner has made them before.
  await admin.unsafe(
    `grant ${APP_ROLE}, ${AUTH_ROLE}, ${WRITER_ROLE}, ${JOBS_ROLE} to ${name} with admin option`,
  )
  const address = new URL(inject('cluster'))
  address.pathname = `/${name}`
  address.username = name
  address.password = 'owner'
  ownerUrl = address.href
})
afterAll(async () => {
  await admin.unsafe(`drop database if exists ${name} with (force)`)
  await admin.unsafe(`drop role if exists ${name}`)
  await admin.end()
})

test('is brought up to date and walled in, twice', async () => {
  await migrate(ownerUrl, TEST_SECRET)
  await migrate(ownerUrl, TEST_SECRET)
  const owner = postgres(ownerUrl, { max: 1, onnotice: () => {} })
  const { tables, policies, foreignKeys, definers } = await readCatalogFaults(owner)
  expect([tables, policies, foreignKeys, definers]).toEqual([[], [], [], []])
  await owner.end()
})

test('is served by a role without powers', async () => {
  const app = postgres(loginUrl(ownerUrl, APP_ROLE, TEST_SECRET), { max: 1, onnotice: () => {} })
  await refusePowerfulRole(app)
  expect(await app`select count(*)::int as n from conversations`).toEqual([{ n: 0 }])
  await app.end()
})

test('lets Better Auth delete a person, and keeps the profile', async () => {
  const auth = postgres(loginUrl(ownerUrl, AUTH_ROLE, TEST_SECRET), { max: 1, onnotice: () => {} })
  await auth`insert into auth.users (id, name, email) values ('usr_1', 'Anna', 'anna@people.test')`
  await auth`insert into organizations (id, name, slug, chat_api_key) values ('org_1', 'Org', 'org', 'pk_1234567890123456')`
  await auth`insert into members (id, organization_id, user_id) values ('mem_1', 'org_1', 'usr_1')`
  await auth`delete from auth.users where id = 'usr_1'`
  expect(await auth`select name, left_at is not null as gone from member_profiles`).toEqual([
    { name: 'Anna', gone: true },
  ])
  await auth`delete from organizations where id = 'org_1'`
  expect(await auth`select count(*)::int as n from member_profiles`).toEqual([{ n: 0 }])
  await auth.end()
})
