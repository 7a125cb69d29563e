import { expect, test } from 'vitest'
import { Refusal } from '../../refusal.ts'
import { readPhone } from './phone.ts'

test.each([
  ['49', '0151 12345678'],
  ['+49', '151/123 456-78'],
  ['49', '+49 (0)151 12345678'],
  ['49', '１５１ 12345678'],
])('%s and %s are one number', (countryCode, phone) => {
  expect(readPhone(countryCode, phone)).toBe('+4915112345678')
})

test.each([
  ['1', '(415) 555-0123', '+14155550123'],
  ['39', '06 6982 1234', '+390669821234'],
  ['44', '07400 123456', '+447400123456'],
  ['20', '٠١٠٠١٢٣٤٥٦٧', '+201001234567'],
])('%s %s is %s', (countryCode, phone, wanted) => {
  expect(readPhone(countryCode, phone)).toBe(wanted)
})

test.each([
  ['49', ''],
  ['49', '110'],
  ['49', 'call me'],
  ['49', '+1 415 555 0123'],
  ['49', '0151 12345678 ext. 9'],
  ['999', '0151 12345678'],
  ['49', '1'.repeat(40)],
])('%s %s is none', (countryCode, phone) => {
  expect(() => readPhone(countryCode, phone)).toThrow(Refusal)
})
