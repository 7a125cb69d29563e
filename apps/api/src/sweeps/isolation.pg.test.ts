import { contract, type IdKind, type Operation } from '@halloo/protocol'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '../ids.ts'
import { givenConversation } from '../testing/conversation.ts'
import { fingerprintOf } from '../testing/fingerprint.ts'
import { givenHouse } from '../testing/house.ts'
import { givenOrganization, type TestMember, type TestVisitor } from '../testing/organization.ts'
import { uploadFile } from '../testing/upload.ts'
import { type Fixture, givenFixture, samples } from './samples.ts'
import { send } from './send.ts'
import { slotsOf, withValue } from './slots.ts'

// Every operation with every id replaced by another tenant's: the answer is what an unknown id gets, byte for
// byte, and nothing of the other tenant changes or shows.

const house = givenHouse()
const CANARY = 'canary of the other tenant'
let [own, other] = [{} as Fixture, {} as Fixture]
let foreign = {} as Partial<Record<IdKind, string>>

let sql: postgres.Sql
afterAll(() => sql.end())

beforeAll(async () => {
  sql = postgres(house.database.ownerUrl, { max: 1, onnotice: () => {} })
  own = await givenFixture(await givenOrganization(house))
  other = await givenFixture(await givenOrganization(house, CANARY))
  const department = await other.owner.call('POST /v1/departments', { body: { name: CANARY } })
  const { conversation, message } = await givenConversation(other.visitor, {
    content: CANARY,
    departmentId: department.body.id,
  })
  await other.visitor.call('PATCH /v1/widget/me', { body: { name: CANARY, email: 'canary@other.test' } })
  const attachment = await uploadFile(
    other.visitor,
    '/v1/widget/attachments',
    Buffer.from(CANARY),
    'canary.txt',
  )
  await other.owner.call('PUT /v1/theme', { body: { header: { logo: `https://other.test/${CANARY}` } } })
  foreign = {
    conversation: conversation.id,
    message: message.id,
    department: department.body.id,
    member: other.colleague.id,
    chatUser: other.visitor.id,
    attachment: attachment.body.id,
    organization: other.organization.id,
    themeVersion: (await other.owner.call('POST /v1/theme/publish')).body.published.id ?? '',
    identitySecret: (await other.owner.call('POST /v1/identity-secrets')).body.id,
  }
})

const actorOf = (op: Operation): TestMember | TestVisitor =>
  op.includes(' /v1/widget/') ? own.visitor : own.owner
const withoutRequestId = (body: unknown) => JSON.stringify(body).replace(/"requestId":"[^"]+"/, '')

describe.each(Object.keys(contract) as Operation[])('%s', op => {
  test('succeeds with own ids and shows nothing of another tenant', async () => {
    const { status, body } = await send(actorOf(op), op, await samples[op](own))
    expect(status).toBeLessThan(300)
    expect(JSON.stringify(body)).not.toContain(CANARY)
  })

  test('answers to ids of another tenant as to unknown ones', async () => {
    const before = await fingerprintOf(sql, other.organization.id)
    for (const slot of slotsOf(contract[op], await samples[op](own))) {
      const sample = await samples[op](own)
      const [theirs, unknown] = [foreign[slot.kind] ?? '', newId(slot.kind)]
      const [met, missed] = [
        await send(actorOf(op), op, withValue(sample, slot, theirs)),
        await send(actorOf(op), op, withValue(sample, slot, unknown)),
      ]
      const where = `${slot.part}.${slot.path.join('.')}`
      if (slot.part === 'query') expect(met.body, where).toEqual({ items: [], nextCursor: null })
      else expect(met.status, where).toBe(404)
      expect(withoutRequestId(met.body), where).toBe(withoutRequestId(missed.body))
    }
    expect(await fingerprintOf(sql, other.organization.id)).toBe(before)
  })
})

test('searches find nothing of another tenant', async () => {
  for (const op of ['GET /v1/conversations', 'GET /v1/chat-users'] as const) {
    const theirs = await send(other.owner, op, { query: { q: CANARY } })
    expect((theirs.body as { items: unknown[] }).items).not.toEqual([])
    expect((await send(own.owner, op, { query: { q: CANARY } })).body).toEqual({
      items: [],
      nextCursor: null,
    })
  }
})

test('a cursor of another tenant leads nowhere in theirs', async () => {
  await givenConversation(other.visitor)
  const page = await other.owner.call('GET /v1/conversations', { query: { limit: '1' } })
  const { body } = await send(own.owner, 'GET /v1/conversations', {
    query: { cursor: page.body.nextCursor ?? '' },
  })
  expect(JSON.stringify(body)).not.toContain(CANARY)
})

test('one visitor finds nothing of another of the same organization', async () => {
  const { conversation } = await givenConversation(await own.organization.visitor(), {
    content: 'between us',
  })
  for (const op of Object.keys(contract).filter(op =>
    op.includes('/v1/widget/conversations/:'),
  ) as Operation[]) {
    const sample = await samples[op](own)
    const { status, body } = await send(own.visitor, op, {
      ...sample,
      params: { conversationId: conversation.id },
    })
    expect(status, op).toBe(404)
    expect(JSON.stringify(body), op).not.toContain('between us')
  }
})
