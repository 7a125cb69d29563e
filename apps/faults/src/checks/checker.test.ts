import { expect, test } from 'vitest'
import { emptyLog } from '../cast/log.ts'
import { compare, type Witness } from './checker.ts'
import type { Kept } from './tables.ts'

// A checker that finds nothing proves nothing: each fault, made by hand, is found as what it is.

const message = (seq: number, more: Partial<Kept> = {}): Kept => ({
  organizationId: 'org_1',
  conversationId: 'conv_1',
  chatUserId: 'cu_1',
  id: `msg_${seq}`,
  seq,
  content: `text ${seq}`,
  senderType: 'user',
  ...more,
})
const table = [message(1), message(2), message(3)]
const onScreen = (kept: readonly Kept[]) =>
  kept.map(({ id, conversationId, seq, content }) => ({
    id,
    conversationId,
    seq,
    content,
    version: 1,
    createdAt: '',
  }))

/** A visitor who sent, was told, heard and shows everything as it should be. */
function givenWitness(kept: readonly Kept[] = table): Witness {
  const log = emptyLog()
  for (const { id, conversationId, seq, content } of kept) {
    log.sent.set(id, { conversationId, text: content, at: 0 })
    log.acked.set(id, seq)
    log.heard.push({ id, conversationId, seq, at: 0 })
  }
  return {
    name: 'visitor',
    kind: 'visitor',
    id: 'cu_1',
    organizationId: 'org_1',
    log,
    shown: () => ({ conv_1: onScreen(kept) }),
    isGone: false,
  }
}

const kindsOf = (kept: readonly Kept[], witness: Witness) =>
  Object.entries(compare(kept, [witness]))
    .filter(([, found]) => found.length > 0)
    .map(([kind]) => kind)

test('nothing is found where all is well', () => {
  expect(kindsOf(table, givenWitness())).toEqual([])
})

test('an acknowledged message that is not in the table is lost', () => {
  expect(kindsOf(table.slice(0, 2), { ...givenWitness(), shown: () => ({}) })).toContain('lost')
})

test('a message that is not on screen is lost', () => {
  const witness = { ...givenWitness(), shown: () => ({ conv_1: onScreen(table.slice(1)) }) }
  expect(kindsOf(table, witness)).toEqual(['lost'])
  expect(kindsOf(table, { ...witness, isGone: true })).toEqual([])
})

test('two rows of one text, a frame heard twice and an answer that changed are doubled', () => {
  const twice = [...table, message(4, { content: 'text 3' })]
  expect(kindsOf(twice, givenWitness(twice))).toEqual(['doubled'])
  const heard = givenWitness()
  heard.log.heard.push({ id: 'msg_3', conversationId: 'conv_1', seq: 3, at: 0 })
  expect(kindsOf(table, heard)).toEqual(['doubled'])
  const answered = givenWitness()
  answered.log.contradicted.push('msg_2')
  expect(kindsOf(table, answered)).toEqual(['doubled'])
})

test('a gap in the table, a late frame and a message before an earlier one are disordered', () => {
  const gap = [message(1), message(3)]
  expect(kindsOf(gap, givenWitness(gap))).toEqual(['disordered'])
  const late = givenWitness()
  late.log.heard.reverse()
  expect(kindsOf(table, late)).toEqual(['disordered'])
  const overtaken = givenWitness()
  overtaken.log.sent = new Map([...overtaken.log.sent].reverse())
  expect(kindsOf(table, overtaken)).toEqual(['disordered'])
})

test("another's conversation in an event or on screen is foreign", () => {
  const elsewhere = [...table, message(1, { conversationId: 'conv_2', chatUserId: 'cu_2', id: 'msg_9' })]
  const told = givenWitness()
  told.log.named.add('conv_2')
  expect(kindsOf(elsewhere, told)).toEqual(['foreign'])
  const shown = { ...givenWitness(), shown: () => ({ conv_1: onScreen(table), conv_2: [] }) }
  expect(kindsOf(elsewhere, shown)).toEqual(['foreign'])
})
