import type { MessageDraft, MessageWriter, PostedRow } from '@halloo/db'
import postgres from 'postgres'
import { expect, test } from 'vitest'
import type { Refusal } from '../../refusal.ts'
import { createBatcher } from './batcher.ts'

// The batcher before a database that the test plays: what goes together, what waits, and what a failure means.

type Call = {
  drafts: readonly MessageDraft[]
  isPatient: boolean
  done(rows?: PostedRow[]): void
  fail(error: unknown): void
}

function givenBatcher() {
  const calls: Call[] = []
  const arrivals: (() => void)[] = []
  const writer = {
    appendMessages: (drafts, _at, isPatient = false) =>
      new Promise((resolve, reject) => {
        calls.push({ drafts, isPatient, done: (rows = drafts.map(asWritten)) => resolve(rows), fail: reject })
        arrivals.shift()?.()
      }),
  } as Pick<MessageWriter, 'appendMessages'> as MessageWriter
  const published: string[] = []
  const batcher = createBatcher({
    writer,
    now: () => new Date(0),
    published: (organizationId, events) =>
      void published.push(`${organizationId}: ${events.map(event => event.seq).join()}`),
  })
  const next = async () => {
    if (calls.length === 0) await new Promise<void>(resolve => arrivals.push(resolve))
    return calls.shift() as Call
  }
  return { batcher, next, published, calls }
}

const asWritten = (draft: MessageDraft): PostedRow => ({
  ord: draft.ord,
  organization_id: draft.organization_id,
  type: 'message.created',
  audience: 'org',
  conversation_id: draft.conversation_id,
  data: draft.id,
  visitor_data: '',
  seq: String(draft.ord + 1),
})

const draft = (id: string, more: Partial<MessageDraft> = {}): Omit<MessageDraft, 'ord'> => ({
  organization_id: 'org_1',
  conversation_id: `conv_of_${id}`,
  id,
  sender_type: 'user',
  sender_id: 'cu_1',
  topics: [],
  type: 'text',
  content: id,
  ...more,
})
const reply = (id: string, who: string) =>
  draft(id, { conversation_id: 'conv_1', sender_type: 'agent', sender_id: who })
const idsOf = (call: Call) => call.drafts.map(({ id }) => id)

test('what comes in one turn is one batch, and what comes meanwhile is the next', async () => {
  const { batcher, next, published } = givenBatcher()
  const answers = ['a', 'b'].map(id => batcher.post(draft(id)))
  const first = await next()
  expect(idsOf(first)).toEqual(['a', 'b'])
  answers.push(...['c', 'd'].map(id => batcher.post(draft(id))))
  first.done()
  const second = await next()
  expect(idsOf(second)).toEqual(['c', 'd'])
  second.done()
  expect((await Promise.all(answers)).map(row => (row as { data: string }).data)).toEqual([
    'a',
    'b',
    'c',
    'd',
  ])
  expect(published).toEqual(['org_1: 1,2', 'org_1: 1,2'])
  await batcher.idle()
})

test('a second batch goes beside the first where many wait, and never with the same conversation', async () => {
  const { batcher, next } = givenBatcher()
  void batcher.post(draft('first', { conversation_id: 'conv_1' }))
  const first = await next()
  void batcher.post(draft('after the first', { conversation_id: 'conv_1' }))
  for (let at = 0; at < 60; at++) void batcher.post(draft(`m${at}`))
  const second = await next()
  expect(second.drafts).toHaveLength(60)
  for (let at = 0; at < 60; at++) void batcher.post(draft(`n${at}`))
  first.done()
  const third = await next()
  expect(idsOf(third)).toContain('after the first')
})

test('no batch is larger than 256', async () => {
  const { batcher, next } = givenBatcher()
  for (let at = 0; at < 300; at++) void batcher.post(draft(`m${at}`))
  const first = await next()
  expect(first.drafts).toHaveLength(256)
  first.done()
  expect((await next()).drafts).toHaveLength(44)
})

test('the same id twice waits for the answer of the first', async () => {
  const { batcher, next } = givenBatcher()
  void batcher.post(draft('same'))
  void batcher.post(draft('same'))
  const first = await next()
  expect(idsOf(first)).toEqual(['same'])
  first.done()
  expect(idsOf(await next())).toEqual(['same'])
})

test('a colleague waits for the reply before theirs, and nobody overtakes them in that conversation', async () => {
  const { batcher, next } = givenBatcher()
  void batcher.post(reply('anna', 'mem_1'))
  void batcher.post(reply('ben', 'mem_2'))
  void batcher.post(draft('visitor', { conversation_id: 'conv_1' }))
  void batcher.post(draft('elsewhere'))
  const first = await next()
  expect(idsOf(first)).toEqual(['anna', 'elsewhere'])
  first.done()
  expect(idsOf(await next())).toEqual(['ben', 'visitor'])
})

test('a row that the database refuses fails alone', async () => {
  const { batcher, next } = givenBatcher()
  const [good, bad, other] = ['good', 'bad', 'other'].map(id => batcher.post(draft(id)))
  const refused = Object.assign(new Error('refused'), { code: '22P05' })
  ;(await next()).fail(refused)
  for (const _ of [1, 2, 3]) {
    const call = await next()
    if (idsOf(call)[0] === 'bad') call.fail(refused)
    else call.done()
  }
  await expect(bad).rejects.toBe(refused)
  expect(await Promise.all([good, other])).toHaveLength(2)
})

test('ids in use are taken out, and the rest goes again as one', async () => {
  const { batcher, next } = givenBatcher()
  const answers = ['new', 'used', 'newer'].map(id => batcher.post(draft(id)))
  const inUse = Object.assign(Object.create(postgres.PostgresError.prototype), { code: 'HL001', detail: '1' })
  ;(await next()).fail(inUse)
  const again = await next()
  expect(idsOf(again)).toEqual(['new', 'newer'])
  again.done()
  expect((await Promise.all(answers))[1]).toBe('known')
})

test('a database that goes away fails the batch at once: nothing is tried one by one', async () => {
  const { batcher, next, calls } = givenBatcher()
  const answers = ['a', 'b'].map(id => batcher.post(draft(id)))
  const settled = Promise.allSettled(answers)
  ;(await next()).fail(Object.assign(new Error('gone'), { code: 'CONNECTION_CLOSED' }))
  expect((await settled).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  expect(calls).toHaveLength(0)
})

test('whoever meets a conversation that is held is passed over, and at last waits for it beside the batches', async () => {
  const { batcher, next } = givenBatcher()
  const inOne = { conversation_id: 'conv_1' }
  const answers = ['first', 'second'].map(id => batcher.post(draft(id, inOne)))
  const held = (call: Call) =>
    call.done(
      call.drafts.map(({ ord, organization_id }) => ({ ord, organization_id, type: 'held', seq: null })),
    )
  held(await next())
  held(await next())
  held(await next())
  const alone = await next()
  expect([alone.isPatient, idsOf(alone)]).toEqual([true, ['first']])
  answers.push(batcher.post(draft('elsewhere')))
  const beside = await next()
  expect(idsOf(beside)).toEqual(['elsewhere'])
  beside.done()
  alone.done()
  const last = await next()
  expect([last.isPatient, idsOf(last)]).toEqual([false, ['second']])
  last.done()
  expect(await Promise.all(answers)).toHaveLength(3)
  await batcher.idle()
})

test('a draft without an answer was not found', async () => {
  const { batcher, next } = givenBatcher()
  const answer = batcher.post(draft('nowhere'))
  ;(await next()).done([])
  expect(await answer).toBeUndefined()
})

test('whoever finds two thousand waiting is told to come back', async () => {
  const { batcher, next } = givenBatcher()
  void batcher.post(draft('under way'))
  await next()
  for (let at = 0; at < 2_000; at++) batcher.post(draft(`m${at}`)).catch(() => {})
  const refusal: Refusal = await batcher.post(draft('one more')).then(
    () => expect.unreachable(),
    error => error,
  )
  expect([refusal.code, refusal.retryAfterMs]).toEqual(['busy', 1_000])
})
