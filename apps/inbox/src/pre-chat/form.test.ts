import { expect, test } from 'vitest'
import { keyFrom, keysOf, preChatCodec, type Question } from './form.ts'

const question = (more: Partial<Question>): Question => ({
  id: 'q',
  key: '',
  label: '',
  kind: 'text',
  options: '',
  required: false,
  ...more,
})

test.each([
  ['Order number', 'order_number'],
  ['Größe & Farbe?', 'gro_e_farbe'],
  ['Straße', 'stra_e'],
  ['2nd address', 'nd_address'],
  ['ما هو سؤالك', 'question'],
  ['', 'question'],
  ['Name', 'name_2'],
  ['constructor', 'constructor_2'],
  ['x'.repeat(60), 'x'.repeat(40)],
])('%s is kept as %s', (label, key) => expect(keyFrom(label, [])).toBe(key))

test('a key that is taken gets a number, within its length', () => {
  expect(keyFrom('Topic', ['topic', 'topic_2'])).toBe('topic_3')
  expect(keyFrom('x'.repeat(60), ['x'.repeat(40)])).toBe(`${'x'.repeat(38)}_2`)
})

test('a saved question keeps its key under another label; a name is always `name`', () => {
  const questions = [
    question({ key: 'order', label: 'Number of your order' }),
    question({ label: 'Order' }),
    question({ label: 'How may we call you?', kind: 'name' }),
  ]
  expect(keysOf(questions)).toEqual(['order', 'order_2', 'name'])
})

test('what was read is written as it was, and nothing at all is null', () => {
  const value = {
    fields: [
      { key: 'name', label: 'Name', type: 'text' as const, required: true },
      { key: 'topic', label: 'Topic', type: 'choice' as const, options: ['A', 'B'], required: false },
    ],
    consent: { text: 'I agree.', url: null },
  }
  expect(preChatCodec.write(preChatCodec.read(value))).toEqual(value)
  expect(preChatCodec.write(preChatCodec.read(null))).toBeNull()
})

test('empty lines are no options', () => {
  const form = preChatCodec.read(null)
  const written = preChatCodec.write({
    ...form,
    questions: [question({ label: 'Topic', kind: 'choice', options: ' A \n\nB\n' })],
  })
  expect(written?.fields[0]?.options).toEqual(['A', 'B'])
})
