import type { Count } from '@halloo/protocol'
import { expect, test } from 'vitest'
import { sumCounts } from './counts.ts'

const count = (topic: string, queued: number, active: number, unread = 0): [string, Count] => [
  topic,
  { topic, queued, active, unread, version: 1 },
]

test('who sees everything reads its own topic', () => {
  const sum = sumCounts(
    Object.fromEntries([
      count('everything', 4, 23, 5),
      count('member:mem_1', 0, 7, 3),
      count('department:dep_1', 1, 8),
    ]),
    'mem_1',
  )
  expect([sum.queue, sum.mine, sum.unread, sum.all, sum.department('dep_1')]).toEqual([4, 7, 3, 27, 9])
})

test('who sees departments adds them up', () => {
  const sum = sumCounts(
    Object.fromEntries([
      count('department:dep_1', 1, 8),
      count('department:none', 2, 1),
      count('member:mem_1', 0, 4),
    ]),
    'mem_1',
  )
  expect([sum.queue, sum.mine, sum.all]).toEqual([3, 4, 12])
})

test('who sees only their own counts only those', () => {
  const sum = sumCounts(Object.fromEntries([count('member:mem_1', 0, 4, 2)]), 'mem_1')
  expect([sum.queue, sum.mine, sum.unread, sum.all, sum.department('dep_1')]).toEqual([0, 4, 2, 4, 0])
})
