import { expect, test } from 'vitest'
import { linkParts } from './links.ts'

test('an address becomes a link without the full stop that ends the sentence', () => {
  expect(linkParts('See https://example.com/a?b=1. Thanks')).toEqual([
    { text: 'See ' },
    { text: 'https://example.com/a?b=1', url: 'https://example.com/a?b=1' },
    { text: '. Thanks' },
  ])
})

test('nothing but the web becomes a link', () => {
  expect(linkParts('javascript:alert(1) data:x ftp://a.b')).toEqual([
    { text: 'javascript:alert(1) data:x ftp://a.b' },
  ])
})
