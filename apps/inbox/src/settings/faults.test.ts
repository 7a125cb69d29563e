import { expect, test } from 'vitest'
import { faultsOf } from './faults.ts'

const sent = { list: [{ text: '' }, { text: 'fine' }], pages: ['/a', 'shop'] }
const errors = [
  { pointer: '/list/0/text', code: 'blank' },
  { pointer: '/pages/1', code: 'invalid_url' },
] as const

test('a fault is told at its field, in words that suit it', () => {
  const faults = faultsOf(errors, sent, sent)
  expect(faults.count).toBe(2)
  expect(faults.at('/list/0/text')).toBe('Write something here.')
  expect(faults.at('/list/1/text')).toBeUndefined()
  expect(faults.below('/pages', { invalid_url: 'begin with a slash' })).toBe('“shop”: begin with a slash')
  expect(faults.touches('/list/0')).toBe(true)
  expect(faults.touches('/list/01')).toBe(false)
})

test('it goes when its field holds something else, and stays when another does', () => {
  expect(faultsOf(errors, sent, { ...sent, pages: [] }).count).toBe(1)
  expect(faultsOf(errors, sent, { ...sent, list: [{ text: 'words' }] }).at('/list/0/text')).toBeUndefined()
})
