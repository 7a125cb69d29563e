import { expect, it } from 'vitest'
import { bareUrl } from './page-url.ts'

it('keeps the page and drops what may be private', () => {
  expect(bareUrl('https://user:pw@shop.example/cart?token=1#me')).toBe('https://shop.example/cart')
  expect(bareUrl('')).toBeUndefined()
  expect(bareUrl('file:///etc/passwd')).toBeUndefined()
})
