import { describe, expect, test } from 'vitest'
import { isAllowed, parsePolicy } from './policy.ts'

const url = 'https://chat.example.com'
const page = 'https://shop.example.com/bulbs'
const lets = (text: string, directive: string, asked = url, more = {}) =>
  isAllowed(parsePolicy(text), { directive, url: asked, page, ...more })

describe('a policy', () => {
  test.each([
    ['', 'connect-src', true],
    ["img-src 'self'", 'connect-src', true],
    ["default-src 'none'", 'connect-src', false],
    ["default-src 'none'; connect-src https://chat.example.com", 'connect-src', true],
    ['connect-src chat.example.com', 'connect-src', true],
    ['connect-src *.example.com', 'connect-src', true],
    ['connect-src *.com', 'connect-src', true],
    ['connect-src *.other.com', 'connect-src', false],
    ['connect-src https:', 'connect-src', true],
    ['connect-src http://chat.example.com', 'connect-src', true],
    ['connect-src chat.example.com:8443', 'connect-src', false],
    ['connect-src chat.example.com:*', 'connect-src', true],
    ["connect-src 'self'", 'connect-src', false],
    ['CONNECT-SRC https://CHAT.example.com', 'connect-src', true],
    ['connect-src https://a.example; connect-src *', 'connect-src', false],
    ['img-src data:', 'img-src', false],
    ["script-src 'self' https://chat.example.com", 'script-src-elem', true],
    ["script-src 'strict-dynamic' https://chat.example.com", 'script-src-elem', false],
    ["default-src 'self'", 'media-src', false],
  ])('%s lets %s through: %s', (text, directive, isLet) => {
    expect(lets(text, directive)).toBe(isLet)
  })

  test('of https takes sockets too, one of a named host only with its scheme', () => {
    const socket = 'wss://chat.example.com'
    expect(lets('connect-src https:', 'connect-src', socket)).toBe(true)
    expect(lets('connect-src https://chat.example.com', 'connect-src', socket)).toBe(true)
    expect(lets('connect-src https://other.example', 'connect-src', socket)).toBe(false)
  })

  test('with a nonce or a hash takes the tag that has it', () => {
    const text = "script-src 'nonce-abc' 'strict-dynamic'"
    expect(lets(text, 'script-src-elem', url, { nonce: 'abc' })).toBe(true)
    expect(lets(text, 'script-src-elem', url, { nonce: 'abd' })).toBe(false)
    expect(lets("script-src 'sha384-x'", 'script-src-elem', url, { integrity: 'sha384-x' })).toBe(true)
  })
})
