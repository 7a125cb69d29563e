import { describe, expect, it } from 'vitest'
import { linkify } from './linkify.ts'

describe('linkify', () => {
  it('leaves plain words as they are', () => {
    expect(linkify('No address here: javascript:alert(1)')).toEqual(['No address here: javascript:alert(1)'])
  })

  it('finds an address and leaves the full stop', () => {
    expect(linkify('See https://example.com/a?b=1. Thanks')).toEqual([
      'See ',
      { href: 'https://example.com/a?b=1', text: 'https://example.com/a?b=1' },
      '. Thanks',
    ])
  })

  it('leaves a bracket that is not its own', () => {
    expect(linkify('(https://example.com/x)')[1]).toMatchObject({ text: 'https://example.com/x' })
    expect(linkify('https://example.com/x_(y)')[0]).toMatchObject({ text: 'https://example.com/x_(y)' })
  })

  it('loses no letter', () => {
    const text = 'a http://b.c d https://e.f/g), "http://h" end'
    const joined = linkify(text).map(piece => (typeof piece === 'string' ? piece : piece.text))
    expect(joined.join('')).toBe(text)
  })
})
