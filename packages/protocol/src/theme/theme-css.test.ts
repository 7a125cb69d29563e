import { expect, it } from 'vitest'
import { themeCss } from './theme-css.ts'

const SHEET =
  /^(?:@media\(prefers-color-scheme:dark\)\{)?:host(?:\(\.\w+\))?\{(?:--hl-[a-z-]+:#[0-9a-f]{6}!important;)+\}{1,2}/

it.each([
  '#03604a',
  '#ABCDEF',
  'red',
  '#12',
  'url(//evil.test)',
  '#03604a}:host{display:none',
  'expression(alert(1))',
  '',
])('writes nothing but its own properties for %s', chatPrimaryColor => {
  let rest = themeCss({ chatPrimaryColor })
  let rules = 0
  for (; rest; rules++) {
    expect(rest).toMatch(SHEET)
    rest = rest.replace(SHEET, '')
  }
  expect(rules).toBe(3)
})
