import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { wrongCounts, wrongEvents } from '@halloo/db/testing/ledger'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '../../ids.ts'
import { givenConversation } from '../../testing/conversation.ts'
import { givenHouse } from '../../testing/house.ts'
import { givenOrganization, type TestVisitor } from '../../testing/organization.ts'
import { openSocket } from '../../testing/socket.ts'
import { givenTraces } from '../../testing/traces.ts'
import { uploadFile } from '../../testing/upload.ts'

// What a visitor may ask of us: everything that we hold, and that we hold it no longer.

const folder = mkdtempSync(path.join(os.tmpdir(), 'halloo-files-'))
const house = givenHouse({ STORAGE_URL: `file://${folder}` })
let sql: postgres.Sql
beforeAll(() => {
  sql = postgres(house.database.ownerUrl, { max: 1, onnotice: () => {} })
})
afterAll(async () => {
  await sql.end()
  rmSync(folder, { recursive: true, force: true })
})

/** Rows of every table of a tenant that hold a word. */
async function rowsWith(word: string): Promise<string[]> {
  const tables = await sql<{ name: string }[]>`
    select format('%I.%I', table_schema, table_name) as name from information_schema.tables
    where table_schema in ('public', 'auth') and table_type = 'BASE TABLE' order by 1`
  const found: string[] = []
  for (const { name } of tables) {
    const rows = await sql.unsafe(`select t::text as row from ${name} t where t::text like $1`, [`%${word}%`])
    found.push(...rows.map(({ row }) => `${name} ${row}`))
  }
  return found
}

const filesWith = (word: string) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => path.join(entry.parentPath, entry.name))
    .filter(file => readFileSync(file).includes(word))

const erase = (visitor: TestVisitor) => visitor.call('DELETE /v1/widget/me')

describe('the export', () => {
  test('holds a word from wherever one was left, and from nobody else', async () => {
    const shop = await givenOrganization(house)
    const [{ visitor, fileIds }] = [await givenTraces(shop, 'heron'), await givenTraces(shop, 'magpie')]
    const { body } = await visitor.call('GET /v1/widget/me/export')
    const text = JSON.stringify(body)
    for (const place of ['name', 'attribute', 'subject', 'first', 'order', 'reply', 'place', 'comment'])
      expect(text).toContain(`heron ${place}`)
    for (const part of [
      'heron@people.test',
      'https://heron.test/face.png',
      'https://shop.test/heron',
      'heron.txt',
    ])
      expect(text).toContain(part)
    expect(text).not.toContain('magpie')
    expect(body.files.map(({ id }) => id)).toEqual(expect.arrayContaining(fileIds))
    const contents = await Promise.all(
      body.files.map(async ({ url }) => (await fetch(house.server.url + new URL(url).pathname)).text()),
    )
    expect(contents).toEqual(
      expect.arrayContaining(['heron of a file', 'heron unsent', 'heron from the team']),
    )
    expect(body.conversations[0]?.rating).toEqual({ score: 2, comment: 'heron comment' })
  })

  test('holds every column of the profile, and no credential', async () => {
    const shop = await givenOrganization(house)
    const visitor = await shop.visitor()
    const columns = ['name', 'first_name', 'last_name', 'email', 'phone', 'address', 'language', 'location',
      'user_agent', 'ip_address', 'consent_text'] // biome-ignore format: one line for each kind
    for (const column of columns)
      await sql`update chat_users set ${sql(column)} = ${`wren of ${column}`} where id = ${visitor.id}`
    await sql`update chat_users set date_of_birth = '1990-02-03' where id = ${visitor.id}`
    await sql`insert into contact_external_ids (organization_id, type, value, chat_user_id)
      values (${shop.id}, 'user', 'wren of external ids', ${visitor.id})`
    await sql`insert into chat_user_credentials (organization_id, chat_user_id, phone, password_hash)
      values (${shop.id}, ${visitor.id}, '+49151000001', 'wren of a hash')`
    const text = JSON.stringify((await visitor.call('GET /v1/widget/me/export')).body)
    for (const column of [...columns, 'external ids']) expect(text).toContain(`wren of ${column}`)
    for (const kept of ['1990-02-03', '+49151000001', shop.origin]) expect(text).toContain(kept)
    expect(text).not.toContain('wren of a hash')
    expect(text).not.toContain(visitor.token.split('.').at(-1))
  })
})

describe('erasure', () => {
  test('leaves no word in tables, log, files and logs; what others said stays', async () => {
    const shop = await givenOrganization(house)
    const [gone, stays] = [await givenTraces(shop, 'plover'), await givenTraces(shop, 'dunlin')]
    expect((await rowsWith('plover')).length).toBeGreaterThan(10)
    expect(filesWith('plover')).toHaveLength(3)
    const before = (await rowsWith('dunlin')).length
    await erase(gone.visitor)
    expect(await rowsWith('plover')).toEqual([])
    expect(filesWith('plover')).toEqual([])
    expect(house.logs()).not.toContain('plover')
    expect((await rowsWith('dunlin')).length).toBe(before)
    expect(filesWith('dunlin')).toHaveLength(3)
    await stays.visitor.call('GET /v1/widget/me/export')
    expect(await wrongCounts(sql, [shop.id])).toEqual([])
    expect(await wrongEvents(sql, [shop.id])).toEqual([])
    // What is left names them in the one event that tells of it, until the log is trimmed.
    const named = (await rowsWith(gone.visitor.id)).filter(row => !row.startsWith('public.events'))
    expect(named).toEqual([])
  })

  test('takes former, anonymous lives along', async () => {
    const shop = await givenOrganization(house)
    const [visitor, former] = [await shop.visitor(), await shop.visitor()]
    await former.call('PATCH /v1/widget/me', { body: { name: 'curlew' } })
    await sql`update chat_users set merged_into = ${visitor.id} where id = ${former.id}`
    expect(JSON.stringify((await visitor.call('GET /v1/widget/me/export')).body)).toContain('curlew')
    await erase(visitor)
    expect(await rowsWith('curlew')).toEqual([])
  })

  test('ends token and sockets, and takes the conversations from the team’s screens', async () => {
    const shop = await givenOrganization(house)
    const visitor = await shop.visitor()
    const { conversation } = await givenConversation(visitor)
    const [team, person] = [await openSocket(house, shop.owner), await openSocket(house, visitor)]
    await Promise.all([team.frame('welcome'), person.frame('welcome')])
    await erase(visitor)
    expect((await person.closed).code).toBe(4403)
    await team.event('conversation.removed', data => data.id === conversation.id)
    expect((await team.event('chat_user.deleted')).data).toEqual({ id: visitor.id })
    await team.event('counts.updated', data => data.topic === 'everything' && data.queued === 0)
    for (const op of ['GET /v1/widget/me', 'DELETE /v1/widget/me', 'GET /v1/widget/me/export'] as const)
      expect((await visitor.refused(op)).status).toBe(401)
    expect((await shop.owner.call('GET /v1/conversations')).body.items).toEqual([])
    const params = { chatUserId: visitor.id }
    expect((await shop.owner.refused('GET /v1/chat-users/:chatUserId', { params })).status).toBe(404)
    await team.close()
  })

  test('is what an agent hears who was away: gone, and not a word of it', async () => {
    const shop = await givenOrganization(house)
    const socket = await openSocket(house, shop.owner)
    const { cursor } = await socket.frame('welcome')
    await socket.close()
    const { visitor } = await givenTraces(shop, 'godwit')
    await erase(visitor)
    const back = await openSocket(house, shop.owner, cursor)
    await back.event('chat_user.deleted', data => data.id === visitor.id)
    expect(JSON.stringify(back.frames)).not.toContain('godwit')
    await back.close()
  })

  test('leaves no stone, whatever the visitor does at the same moment', async () => {
    const shop = await givenOrganization(house)
    const { visitor, params } = await givenTraces(shop, 'ruff')
    const begun = Array.from({ length: 5 }, () => [
      visitor.raw('POST /v1/widget/conversations/:conversationId/messages', {
        params,
        body: { id: newId('message'), content: 'ruff again' },
      }),
      visitor.raw('POST /v1/widget/conversations', {
        body: { id: newId('conversation'), message: { id: newId('message'), content: 'ruff anew' } },
      }),
      uploadFile(visitor, '/v1/widget/attachments', Buffer.from('ruff of a late file'), 'late.txt'),
    ]).flat()
    const [erased, ...answers] = await Promise.all([visitor.raw('DELETE /v1/widget/me'), ...begun])
    expect(erased?.status).toBe(200)
    // Who waits too long for what is being erased is told to come back.
    for (const { status } of answers) expect([200, 201, 401, 404, 409, 503]).toContain(status)
    expect(await rowsWith('ruff')).toEqual([])
    expect(filesWith('ruff')).toEqual([])
  })
})
