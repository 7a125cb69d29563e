import { describe, expect, it } from 'vitest'
import { contrast, nearestReadable } from './contrast.ts'
import { lowContrasts } from './low-contrast.ts'
import { paletteOf, tonesOf } from './palette.ts'
import { PRESETS, wear } from './presets.ts'
import { type Colors, DEFAULT_THEME, type Theme } from './tokens.ts'

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
const { colors } = DEFAULT_THEME
const ofBrand = (brand: string): Theme['colors'] => ({ ...colors, light: { ...colors.light, brand } })

/** The same numbers at every run. */
function random(seed: number) {
  let state = seed
  return () => {
    state = (state * 1664525 + 1013904223) >>> 0
    return state / 2 ** 32
  }
}
const next = random(7)
const anyColor = () =>
  `#${Math.floor(next() * 0x1000000)
    .toString(16)
    .padStart(6, '0')}`
const anyHalf = () =>
  Object.fromEntries(
    Object.keys(colors.dark).map(name => [name, next() < 0.35 ? anyColor() : null]),
  ) as unknown as Colors
const anyColors = (): Theme['colors'] => ({ light: { ...anyHalf(), brand: anyColor() }, dark: anyHalf() })

/** Everything with words upon it, in the widget's own sheets. */
function textsOf(chosen: Theme['colors'], night: boolean) {
  const palette = paletteOf(chosen, night)
  const { well, bad, 'ink-2': ink2, 'bad-tint': badTint } = tonesOf(palette)
  const { brand, onBrand, header, onHeader, link, ground, ink, bubble } = palette
  return {
    'on brand': [onBrand, brand],
    'on header': [onHeader, header],
    ...{ ink: [ink, ground], 'ink on bubble': [ink, bubble], 'ink on well': [ink, well] },
    ...{ link: [link, ground], 'link on well': [link, well], 'ink on bad': [ink, badTint] },
    ...{ bad: [bad, ground], 'bad on its tint': [bad, badTint] },
    ...{ 'ink 2': [ink2, ground], 'ink 2 on well': [ink2, well] },
  } as Record<string, [string, string]>
}
const unreadable = (chosen: Theme['colors']) =>
  [false, true].flatMap(night =>
    Object.entries(textsOf(chosen, night)).filter(([, [text, ground]]) => contrast(text, ground) < 4.5),
  )

/** Presses every "use it" until nothing is left to press. */
function mended(chosen: Theme['colors']) {
  let now = chosen
  for (let round = 0; round < 4; round++)
    for (const { half, name, suggestion } of lowContrasts(now).slice(0, 1))
      now = { ...now, [half]: { ...now[half], [name]: suggestion } }
  return now
}

describe('the palette', () => {
  it.each(COLORS)('of %s alone can be read everywhere', brand => {
    expect(lowContrasts(ofBrand(brand))).toEqual([])
    for (const night of [false, true]) {
      const { link, ground, onBrand, brand } = paletteOf(ofBrand(COLORS[0] ?? ''), night)
      expect(contrast(link, ground)).toBeGreaterThanOrEqual(4.5)
      expect(contrast(onBrand, brand)).toBeGreaterThanOrEqual(4.5)
    }
  })

  it('leaves a colour that reads well as it is', () => {
    const { brand, onBrand, link } = paletteOf(ofBrand('#03604a'), false)
    expect([brand, onBrand, link]).toEqual(['#03604a', '#ffffff', '#03604a'])
  })

  it('takes for black what is no colour', () => {
    expect(paletteOf(ofBrand('tomato'), false).brand).toBe('#000000')
  })

  it('can be read in full wherever no chosen pair is refused', () => {
    let passed = 0
    for (let n = 0; n < 600; n++) {
      const chosen = anyColors()
      if (lowContrasts(chosen).length > 0) continue
      passed++
      expect(unreadable(chosen), JSON.stringify(chosen)).toEqual([])
    }
    expect(passed).toBeGreaterThan(20)
  })
})

describe('a pair that cannot be read', () => {
  it('names the colour that the owner chose, and the nearest that reads', () => {
    const chosen = { ...colors, light: { ...colors.light, brand: '#f28c28', onBrand: '#ffffff' } }
    const [low, ...rest] = lowContrasts(chosen)
    expect(rest).toEqual([])
    expect(low).toMatchObject({ half: 'light', name: 'brand', text: 'onBrand', ground: 'brand' })
    expect(contrast(low?.suggestion ?? '', '#ffffff')).toBeGreaterThanOrEqual(4.5)
    expect(contrast(low?.suggestion ?? '', '#ffffff')).toBeLessThan(4.6)
  })

  it('has a suggestion that reads, whatever was chosen', () => {
    for (let n = 0; n < 150; n++) {
      const chosen = anyColors()
      for (const { half, name, text, ground, suggestion } of lowContrasts(chosen)) {
        expect(chosen[half][name], 'was chosen').not.toBeNull()
        const now = paletteOf({ ...chosen, [half]: { ...chosen[half], [name]: suggestion } }, half === 'dark')
        const other = name === text ? ground : text
        // What was left to us follows, and reads by itself.
        if (chosen[half][other]) expect(contrast(now[text], now[ground])).toBeGreaterThanOrEqual(4.5)
      }
    }
  })

  it('is mended by taking what is suggested', () => {
    const chosen = {
      light: { ...colors.light, brand: '#f28c28', onBrand: '#ffffff', ground: '#fff8e7', link: '#f2c14e' },
      dark: { ...colors.dark, ground: '#222222', ink: '#555555' },
    }
    expect(lowContrasts(chosen)).toHaveLength(3)
    expect(lowContrasts(mended(chosen))).toEqual([])
  })
})

describe('the nearest colour that reads', () => {
  it.each(COLORS)('of %s is the first to either side', color => {
    for (const ground of ['#ffffff', '#131b19', '#808080']) {
      const found = nearestReadable(color, [ground])
      expect(contrast(found, ground)).toBeGreaterThanOrEqual(4.5)
    }
  })

  it('knows the widest contrast', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21)
  })
})

describe('the presets', () => {
  it.each(PRESETS.map(preset => [preset.name, preset] as const))('%s can be read in full', (_, preset) => {
    const theme = wear(DEFAULT_THEME, preset)
    expect(lowContrasts(theme.colors)).toEqual([])
    expect(unreadable(theme.colors)).toEqual([])
  })
})
