import type { Conversation } from '@halloo/protocol'
import { expect, test } from 'vitest'
import { rowsInSight } from './rows-in-sight.ts'
import { type Filter, selectView } from './select.ts'

const PLAIN: Filter = { order: 'newest', unreadOnly: false, urgentFirst: false }
const at = (minute: number) => new Date(Date.UTC(2026, 10, 19, 12, minute)).toISOString()

function conversation(number: number, change: Partial<Conversation>): Conversation {
  return {
    id: `conv_${number}`,
    number,
    status: 'open',
    lastSeq: 1,
    lastMessage: null,
    totals: { visitor: 1, team: 0 },
    participants: [],
    waitingSince: null,
    firstResponseAt: null,
    lastAgentResponseAt: null,
    closedAt: null,
    updatedAt: at(number),
    version: 1,
    subject: null,
    priority: 'normal',
    channel: 'web',
    departmentId: null,
    assignedAgentId: null,
    chatUser: { id: 'cu_1', name: 'Jonas', email: null, avatarUrl: null, status: 'active', version: 1 },
    pageUrl: null,
    referrer: null,
    customFields: {},
    rating: null,
    queuedAt: at(number),
    createdAt: at(number),
    ...change,
  }
}

const ALL = [
  conversation(1, { departmentId: 'dep_1' }),
  conversation(2, { assignedAgentId: 'mem_1' }),
  conversation(3, { assignedAgentId: 'mem_2', priority: 'urgent' }),
  conversation(4, { status: 'resolved', assignedAgentId: 'mem_1' }),
  conversation(5, {}),
]
const numbers = (view: Parameters<typeof selectView>[1], filter = PLAIN) =>
  selectView(ALL, view, 'mem_1', filter).map(one => one.number)

test('each view holds its own', () => {
  expect(numbers({ kind: 'queue' })).toEqual([1, 5])
  expect(numbers({ kind: 'mine' })).toEqual([2])
  expect(numbers({ kind: 'all' })).toEqual([5, 3, 2, 1])
  expect(numbers({ kind: 'ended' })).toEqual([4])
  expect(numbers({ kind: 'department', id: 'dep_1' })).toEqual([1])
})

test('order and urgency turn the list, but never the queue', () => {
  expect(numbers({ kind: 'all' }, { ...PLAIN, order: 'oldest' })).toEqual([1, 2, 3, 5])
  expect(numbers({ kind: 'all' }, { ...PLAIN, urgentFirst: true })).toEqual([3, 5, 2, 1])
  expect(numbers({ kind: 'queue' }, { ...PLAIN, order: 'oldest' })).toEqual([1, 5])
})

test('of many rows only those around the eyes are drawn', () => {
  expect(rowsInSight(100, 76, 5_000, 900)).toEqual({ first: 0, last: 100 })
  expect(rowsInSight(1_000, 76, 7_600, 760)).toEqual({ first: 92, last: 118 })
  expect(rowsInSight(1_000, 76, 75_400, 760)).toEqual({ first: 984, last: 1_000 })
})
