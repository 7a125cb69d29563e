import { expect, test } from 'vitest'
import { readStroke, type Stroke } from './keyboard.ts'

const stroke = (key: string, more: Partial<Stroke> = {}): Stroke => ({
  key,
  mod: false,
  alt: false,
  writing: false,
  ...more,
})

test('a single key is a command', () => {
  expect(readStroke(stroke('j'), '', true).command).toBe('next')
  expect(readStroke(stroke('?'), '', true).command).toBe('help')
})

test('g waits for where to go', () => {
  const first = readStroke(stroke('g'), '', true)
  expect(first).toEqual({ pending: 'g' })
  expect(readStroke(stroke('q'), first.pending, true)).toEqual({ command: 'go-queue', pending: '' })
  expect(readStroke(stroke('x'), first.pending, true)).toEqual({ pending: '' })
})

test('in a text field letters are text, but Escape and the palette still work', () => {
  expect(readStroke(stroke('e', { writing: true }), '', true).command).toBeUndefined()
  expect(readStroke(stroke('Escape', { writing: true }), '', true).command).toBe('escape')
  expect(readStroke(stroke('k', { writing: true, mod: true }), '', true).command).toBe('palette')
})

test('single keys can be switched off', () => {
  expect(readStroke(stroke('e'), '', false).command).toBeUndefined()
})

test('keys of the browser are left to it', () => {
  expect(readStroke(stroke('r', { mod: true }), '', true).command).toBeUndefined()
  expect(readStroke(stroke('e', { alt: true }), '', true).command).toBeUndefined()
})
