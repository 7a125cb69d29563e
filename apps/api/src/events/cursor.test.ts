import { expect, test } from 'vitest'
import { createEventCursors, placeOf } from './cursor.ts'

const cursors = createEventCursors('a secret')
const place = { seq: 1234, mark: 77 }

test('a cursor is opened by the organization that it was sealed for, and by no other', () => {
  const cursor = cursors.seal('org_a', place)
  expect(cursor).toMatch(/^[\w-]{22}$/)
  expect(cursors.open('org_a', cursor)).toEqual(place)
  expect(cursors.open('org_b', cursor)).toBeUndefined()
  expect(createEventCursors('another secret').open('org_a', cursor)).toBeUndefined()
})

test('no changed letter goes unnoticed', () => {
  const cursor = cursors.seal('org_a', place)
  for (let at = 0; at < cursor.length - 1; at++) {
    const other = cursor[at] === 'A' ? 'B' : 'A'
    expect(
      cursors.open('org_a', cursor.slice(0, at) + other + cursor.slice(at + 1)),
      String(at),
    ).toBeUndefined()
  }
  for (const text of ['', 'x', cursor.slice(1), `${cursor}A`, '-'.repeat(22)])
    expect(cursors.open('org_a', text)).toBeUndefined()
})

test('neighbours look nothing like each other', () => {
  const [a = '', b = ''] = [1, 2].map(seq => cursors.seal('org_a', { seq, mark: 0 }))
  const same = [...a].filter((letter, at) => letter === b[at])
  expect(same.length).toBeLessThan(8)
})

test('another event under the same number is another place', () => {
  const event = { seq: 5, type: 'department.created', data: '{"id":"dep_a"}' }
  const marks = [event, { ...event, data: '{"id":"dep_b"}' }, { ...event, type: 'department.updated' }].map(
    other => placeOf(other).mark,
  )
  expect(new Set(marks).size).toBe(3)
  expect(placeOf({ ...event })).toEqual(placeOf(event))
})
