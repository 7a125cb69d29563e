import { expect, test } from 'vitest'
import { ENOUGH, isColor, nearestForWhite, ratioWords, textOn } from './contrast.ts'

test('white is written where white can be read', () => {
  expect(textOn('#03604a').ink).toBe('white')
  expect(textOn('#f28c28').ink).toBe('black')
})

test('whichever is written can be read', () => {
  for (const color of ['#ffffff', '#000000', '#777777', '#f28c28', '#00ff00', '#0000ff'])
    expect(textOn(color).ratio).toBeGreaterThanOrEqual(ENOUGH)
})

test('the nearest colour for white passes, and only just', () => {
  for (const color of ['#f28c28', '#ffdd00', '#66ccff', '#ffffff']) {
    const { withWhite } = textOn(nearestForWhite(color))
    expect(withWhite).toBeGreaterThanOrEqual(ENOUGH)
    expect(withWhite).toBeLessThan(4.7)
  }
})

test('a colour that passes is its own nearest', () => {
  expect(nearestForWhite('#03604a')).toBe('#03604a')
})

test('a ratio is never rounded up to what it is not', () => {
  expect(ratioWords(4.49)).toBe('4.4 : 1')
  expect(isColor('#12345')).toBe(false)
})
