import { describe, expect, test } from 'vitest'
import type { z } from 'zod'
import {
  color,
  dateTime,
  email,
  filledText,
  host,
  integer,
  limit,
  metadata,
  name,
  origin,
  text,
  webUrl,
} from './fields.ts'
import { newMessage } from './messages.ts'

/** The field code of a refusal, or the value that was taken. */
const judge = (schema: z.ZodType, value: unknown) => {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  const [issue] = result.error.issues
  return issue && 'params' in issue ? `✗ ${issue.params?.code}` : `✗ ${issue?.code}`
}

describe('text', () => {
  test('counts code points, not code units', () => {
    expect(judge(text(3), '😀😀😀')).toBe('😀😀😀')
    expect(judge(text(3), '😀😀😀😀')).toBe('✗ too_long')
  })
  test('is kept as sent but for line ends', () => {
    expect(judge(text(20), ' a\r\n\u202eb ')).toBe(' a\n\u202eb ')
  })
  test.each([
    ['a\0b', '✗ control_character'],
    ['a\ud800', '✗ not_well_formed'],
    ['\ude00\ud83d', '✗ not_well_formed'],
  ])('refuses %j', (value, code) => expect(judge(text(20), value)).toBe(code))
  test.each(['', '   ', '\n\n', '\u200b\u2060', '\u3164', '\u2800'])('has nothing to read in %j', value => {
    expect(judge(filledText(20), value)).toBe('✗ blank')
  })
})

describe('a name', () => {
  test('stands on one line and reads in one direction', () => {
    expect(judge(name(), ' Anna\n\u202eMaria\u200b ')).toBe('Anna Maria')
  })
})

describe('an e-mail address', () => {
  test('is kept in lower case', () => expect(judge(email, 'A.B@Example.ORG')).toBe('a.b@example.org'))
  test.each(['a＠x.test', 'a@b', 'a..b@x.test', '.a@x.test', 'a b@x.test', '@x.test', 'a@-x.test', ''])(
    'is not %j',
    value => {
      expect(judge(email, value)).toBe('✗ invalid_email')
    },
  )
})

describe('addresses', () => {
  test.each(['javascript:alert(1)', 'ftp://x.test', 'https://a:b@x.test/', '//x.test', 'x'])(
    '%j is no web address',
    value => {
      expect(judge(webUrl, value)).toBe('✗ invalid_url')
    },
  )
  test.each(['https://x.test/', 'https://x.test/a', 'x.test', 'https://*.x.test/', 'HTTPS://X.test', 'null'])(
    '%j is no exact origin',
    value => {
      expect(judge(origin, value)).toBe('✗ invalid_url')
    },
  )
  test('an origin may have a port', () =>
    expect(judge(origin, 'http://localhost:3000')).toBe('http://localhost:3000'))
  test.each(['https://x.test', 'x.test/a', 'x.test:80', 'localhost', 'X.test'])('%j is no host', value => {
    expect(judge(host, value)).toBe('✗ invalid_url')
  })
})

describe('moments', () => {
  test.each(['2026-02-28T10:00:00Z', '2024-02-29T23:59:59.123456789+14:00'])('%j is one', value => {
    expect(judge(dateTime, value)).toBe(value)
  })
  test.each([
    ['2026-03-29T02:30:00', '✗ offset_required'],
    ['2026-02-30T00:00:00Z', '✗ invalid_date_time'],
    ['2026-01-01T24:00:00Z', '✗ invalid_date_time'],
    ['2026-01-01T00:00:00+99:00', '✗ invalid_date_time'],
    ['0000-01-01T00:00:00Z', '✗ out_of_range'],
    ['now', '✗ invalid_date_time'],
  ])('%j is none', (value, code) => expect(judge(dateTime, value)).toBe(code))
})

describe('attributes', () => {
  test.each([
    [JSON.parse('{"__proto__":{"a":1}}'), '✗ key_not_allowed'],
    [{ constructor: 'x' }, '✗ key_not_allowed'],
    [{ 'a b': 'x' }, '✗ key_not_allowed'],
    [{ a: { b: 1 } }, '✗ expected_scalar'],
    [{ a: 2 ** 60 }, '✗ unsafe_integer'],
    [{ a: '\ud800' }, '✗ not_well_formed'],
    [['a'], '✗ expected_object'],
    [Object.fromEntries(Array.from({ length: 51 }, (_, i) => [`k${i}`, 1])), '✗ too_many_keys'],
    [Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`k${i}`, 'x'.repeat(490)])), '✗ too_large'],
  ])('refuse %#', (value, code) => expect(judge(metadata, value)).toBe(code))
})

test.each([
  [integer(0, 5), 1.5],
  [integer(0, 5), 6],
  [limit, '101'],
  [limit, '0'],
])('%# is out of range', (schema, value) => expect(judge(schema, value)).toBe('✗ out_of_range'))

test('a colour is written in one way', () => {
  expect(judge(color, '#03604A')).toBe('#03604a')
  for (const value of ['#fff', 'red', 'rgb(0,0,0)', '#gggggg'])
    expect(judge(color, value)).toBe('✗ invalid_color')
})

test('a message has words, files, or both', () => {
  const id = `msg_${'a'.repeat(21)}`
  expect(newMessage.safeParse({ id, content: '', attachmentIds: [`att_${'a'.repeat(21)}`] }).success).toBe(
    true,
  )
  expect(judge(newMessage, { id })).toBe('✗ required')
  expect(judge(newMessage, { id, content: ' ' })).toBe('✗ blank')
})
