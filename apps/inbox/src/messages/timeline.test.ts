import type { Message } from '@halloo/protocol'
import { expect, test } from 'vitest'
import { isEmojiAlone, isFolded, tailOf, timeline } from './timeline.ts'

const START = Date.UTC(2026, 10, 19, 12)

function message(
  seq: number,
  minutes: number,
  senderType: Message['senderType'],
  senderId = 'cu_1',
): Message {
  return {
    id: `msg_${seq}`,
    conversationId: 'conv_1',
    seq,
    senderType,
    senderId: senderType === 'system' ? null : senderId,
    type: 'text',
    content: 'Hello',
    attachments: [],
    metadata: {},
    quickReplies: [],
    editedAt: null,
    deletedAt: null,
    createdAt: new Date(START + minutes * 60_000).toISOString(),
    version: 1,
  }
}
const kinds = (messages: Message[], fresh: number | null = null) =>
  timeline(messages, fresh).map(line => line.kind)

test('what one person says within five minutes stands together', () => {
  const lines = timeline([message(1, 0, 'user'), message(2, 4, 'user'), message(3, 30, 'user')], null)
  expect(lines.map(line => (line.kind === 'group' ? line.messages.length : line.kind))).toEqual(['day', 2, 1])
})

test('another speaker begins a group of their own', () => {
  const agents = [message(1, 0, 'agent', 'mem_1'), message(2, 1, 'agent', 'mem_2'), message(3, 2, 'user')]
  expect(kinds(agents)).toEqual(['day', 'group', 'group', 'group'])
})

test('a new day has its line', () => {
  expect(kinds([message(1, 0, 'user'), message(2, 60 * 36, 'user')])).toEqual([
    'day',
    'group',
    'day',
    'group',
  ])
})

test('the New line stands before the first unread message of the contact, not before our own', () => {
  const messages = [message(1, 0, 'user'), message(2, 1, 'agent', 'mem_1'), message(3, 2, 'user')]
  expect(kinds(messages, 1)).toEqual(['day', 'group', 'group', 'fresh', 'group'])
})

test('the New line parts what one person said in a row', () => {
  expect(kinds([message(1, 0, 'user'), message(2, 1, 'user')], 1)).toEqual(['day', 'group', 'fresh', 'group'])
})

test('more than three system lines in a row fold', () => {
  const few = timeline(
    [1, 2, 3].map(seq => message(seq, seq, 'system')),
    null,
  ).at(-1)
  const many = timeline(
    [1, 2, 3, 4].map(seq => message(seq, seq, 'system')),
    null,
  ).at(-1)
  expect(few?.kind === 'system' && isFolded(few)).toBe(false)
  expect(many?.kind === 'system' && isFolded(many)).toBe(true)
})

test('only the newest messages without a gap are shown', () => {
  const messages = [1, 2, 5, 6, 7].map(seq => message(seq, seq, 'user'))
  expect(tailOf(messages).map(({ seq }) => seq)).toEqual([5, 6, 7])
  expect(tailOf([])).toEqual([])
})

test('up to three emoji alone are large', () => {
  expect(['🌱🌱❤️', '👍🏽', '👩‍👩‍👧', '🇳🇱'].every(isEmojiAlone)).toBe(true)
  expect(['', '12', 'ok 👍', '🌱🌱🌱🌱', '©a'].some(isEmojiAlone)).toBe(false)
})
