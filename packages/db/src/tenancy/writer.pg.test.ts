import postgres from 'postgres'
import { afterAll, beforeAll, beforeEach, expect, inject, test } from 'vitest'
import { connectWriter, knownPlaces, type MessageDraft, type MessageWriter } from '../append-messages.ts'
import { WRITER_TABLES } from '../roles.ts'
import { refusePowerfulRole } from '../serving-role.ts'
import { createTestDatabase, type TestDatabase } from '../testing/index.ts'
import { fillTenant } from './fill.ts'

// The one way past `forOrganization`: what the writer of batches may see, and what becomes of forged rows.

let database: TestDatabase
let owner: postgres.Sql
let writer: MessageWriter
beforeAll(async () => {
  database = await createTestDatabase(inject('cluster'))
  owner = postgres(database.ownerUrl, { max: 1, onnotice: () => {} })
  writer = connectWriter(database.writerUrl)
  await fillTenant(owner, 'A')
  await fillTenant(owner, 'B')
  await owner`update conversations set last_seq = 1, visitor_messages = 1`
})
afterAll(async () => {
  await Promise.all([owner.end(), writer.close()])
  await database.drop()
})
beforeEach(() => owner`update conversations set closed_at = null, status = 'open'`)

let made = 0
const draft = (more: Partial<MessageDraft> = {}): MessageDraft => ({
  ord: 0,
  organization_id: 'org_A',
  conversation_id: 'conv_A',
  id: `msg_${++made}`,
  sender_type: 'user',
  sender_id: 'cu_A',
  topics: ['chatuser:cu_A'],
  type: 'text',
  content: 'x',
  ...more,
})
const post = async (...drafts: MessageDraft[]) =>
  (
    await writer.appendMessages(
      drafts.map((one, ord) => ({ ...one, ord })),
      new Date(),
    )
  ).filter(row => row.ord !== null)
const messagesOf = async (organizationId: string) =>
  (await owner`select id from messages where organization_id = ${organizationId}`).map(({ id }) => id)

test('is a login without powers', () => refusePowerfulRole(writer.sql))

test('sees nothing outside of a batch', async () => {
  for (const table of Object.keys(WRITER_TABLES).filter(name => name !== 'events'))
    expect((await writer.sql.unsafe(`select * from ${table}`)).length, table).toBe(0)
})

test('may not touch a table that messages do not need', async () => {
  const rows = await owner<{ name: string }[]>`
    select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname in ('public', 'auth') and c.relkind = 'r'
      and has_any_column_privilege('halloo_writer', c.oid, 'select, insert, update')`
  expect(rows.map(({ name }) => name).sort()).toEqual([...Object.keys(WRITER_TABLES), 'organizations'].sort())
})

test('writes for several organizations at once, each into its own', async () => {
  const [a, b] = [
    draft(),
    draft({
      organization_id: 'org_B',
      conversation_id: 'conv_B',
      sender_id: 'cu_B',
      topics: ['chatuser:cu_B'],
    }),
  ]
  expect(await post(a, b)).toHaveLength(2)
  expect(await messagesOf('org_A')).toContain(a.id)
  expect(await messagesOf('org_B')).toContain(b.id)
})

test('does not find a conversation under the name of another organization', async () => {
  const forged = draft({ conversation_id: 'conv_B', topics: ['everything', 'chatuser:cu_B'] })
  expect(await post(forged, draft())).toHaveLength(1)
  expect([...(await messagesOf('org_A')), ...(await messagesOf('org_B'))]).not.toContain(forged.id)
})

test('does not find a conversation that its writer must not see', async () => {
  expect(await post(draft({ topics: ['chatuser:somebody'] }))).toEqual([])
  expect(await post(draft({ topics: [] }))).toEqual([])
})

test('names the ids that are in use, and writes nothing of that batch', async () => {
  const [used, fresh] = [draft(), draft()]
  await post(used)
  const before = await owner`select last_seq from conversations where id = 'conv_A'`
  const error = await post(fresh, used).catch(error => error)
  expect(knownPlaces(error)).toEqual([1])
  expect(await messagesOf('org_A')).not.toContain(fresh.id)
  expect(await owner`select last_seq from conversations where id = 'conv_A'`).toEqual(before)
})

test('leaves an ended conversation to those who can open it', async () => {
  await owner`update conversations set closed_at = now(), status = 'closed' where id = 'conv_A'`
  expect(await post(draft())).toMatchObject([{ type: 'ended', seq: null }])
})

test('waits for nobody who holds a conversation, unless it is asked to', async () => {
  let release = () => {}
  const holding = new Promise<void>(holds => {
    void owner.begin(async tx => {
      await tx`select from conversations where id = 'conv_A' for update`
      holds()
      await new Promise<void>(resolve => {
        release = resolve
      })
    })
  })
  await holding
  const elsewhere = {
    organization_id: 'org_B',
    conversation_id: 'conv_B',
    sender_id: 'cu_B',
    topics: ['chatuser:cu_B'],
  }
  const held = draft()
  expect((await post(held, draft(elsewhere))).map(({ type }) => type).sort()).toEqual([
    'held',
    'message.created',
  ])
  const patient = writer.appendMessages([held], new Date(), true)
  expect(await post(draft(elsewhere))).toMatchObject([{ type: 'message.created' }])
  release()
  expect(await patient).toMatchObject([{ type: 'message.created' }])
})

test('keeps order and totals where two writers share conversations', async () => {
  const other = connectWriter(database.writerUrl)
  const [start] = await owner`select last_seq, visitor_messages from conversations where id = 'conv_A'`
  const batches = Array.from({ length: 20 }, () =>
    Array.from({ length: 10 }, (_, ord) =>
      draft(
        ord % 2
          ? { ord }
          : {
              ord,
              organization_id: 'org_B',
              conversation_id: 'conv_B',
              sender_id: 'cu_B',
              topics: ['chatuser:cu_B'],
            },
      ),
    ),
  )
  await Promise.all(
    batches.map((batch, at) =>
      (at % 2 ? writer : other).appendMessages(at % 3 ? batch : batch.toReversed(), new Date(), true),
    ),
  )
  await other.close()
  const [end] = await owner`select last_seq, visitor_messages from conversations where id = 'conv_A'`
  expect(end).toEqual({ last_seq: start?.last_seq + 100, visitor_messages: start?.visitor_messages + 100 })
  const events = await owner`select seq::int from events where organization_id = 'org_A' order by seq`
  expect(events.map(({ seq }) => seq - events[0]?.seq)).toEqual(events.map((_, at) => at))
})
