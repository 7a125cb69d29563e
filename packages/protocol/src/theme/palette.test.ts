import { describe, expect, it } from 'vitest'
import { contrast, paletteOf, parse } from './palette.ts'

const COLORS = [
  '#03604a',
  '#b36100',
  '#1d4ed8',
  '#f28c28',
  '#ffe600',
  '#ff00aa',
  '#000000',
  '#ffffff',
  '#7a7a7a',
]

describe('the palette', () => {
  it.each(COLORS)('of %s has links that can be read on both grounds', color => {
    expect(contrast(parse(paletteOf(color, false).link), parse('#ffffff'))).toBeGreaterThanOrEqual(4.5)
    expect(contrast(parse(paletteOf(color, true).link), parse('#131b19'))).toBeGreaterThanOrEqual(4.5)
  })

  it.each(COLORS)('of %s has text that can be read on the brand', color => {
    for (const dark of [false, true]) {
      const { brand, onBrand } = paletteOf(color, dark)
      expect(contrast(parse(brand), parse(onBrand))).toBeGreaterThanOrEqual(4.5)
    }
  })

  it('leaves a colour that reads well as it is', () => {
    expect(paletteOf('#03604a', false)).toEqual({ brand: '#03604a', onBrand: '#ffffff', link: '#03604a' })
  })

  it('takes for black what is no colour', () => {
    expect(paletteOf('tomato', false).brand).toBe('#000000')
  })

  it('knows the widest contrast', () => {
    expect(contrast(parse('#000000'), parse('#ffffff'))).toBeCloseTo(21)
  })
})
