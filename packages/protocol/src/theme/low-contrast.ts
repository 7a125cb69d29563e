import { contrast, ENOUGH, nearestReadable } from './contrast.ts'
import { paletteOf } from './palette.ts'
import type { Colors, Theme } from './tokens.ts'

/** Words that cannot be read well enough, and the chosen colour that should give way. */
export interface LowContrast {
  half: 'light' | 'dark'
  /** The colour to change. */
  name: keyof Colors
  text: keyof Colors
  ground: keyof Colors
  ratio: number
  /** The nearest to `name` that reads. */
  suggestion: string
}

type Pair = readonly [text: keyof Colors, ground: keyof Colors, gives: keyof Colors]

/** Everything that carries words. The third gives way if it was chosen; else the other. */
const PAIRS: readonly Pair[] = [
  ['onBrand', 'brand', 'brand'],
  ['onHeader', 'header', 'header'],
  ['ink', 'ground', 'ink'],
  ['ink', 'bubble', 'bubble'],
  ['link', 'ground', 'link'],
]

/**
 * Pairs of colours with a contrast below 4.5. Colours that were left to us always read.
 * @example lowContrasts({ ...DEFAULT_THEME.colors, light: { ...DEFAULT_THEME.colors.light, onBrand: '#000000' } })
 */
export const lowContrasts = (colors: Theme['colors']): LowContrast[] => [
  ...lowOf(colors, 'light'),
  ...lowOf(colors, 'dark'),
]

function lowOf(colors: Theme['colors'], half: LowContrast['half']): LowContrast[] {
  const palette = paletteOf(colors, half === 'dark')
  const chosen = colors[half]
  const found = new Map<keyof Colors, LowContrast>()
  for (const [text, ground, gives] of PAIRS) {
    const ratio = contrast(palette[text], palette[ground])
    // Where neither was chosen, both follow another pair.
    if (ratio >= ENOUGH || !(chosen[text] ?? chosen[ground])) continue
    const name = chosen[gives] ? gives : gives === text ? ground : text
    const other = name === text ? ground : text
    if (found.has(name)) continue
    const suggestion = nearestReadable(palette[name], [palette[other]])
    found.set(name, { half, name, text, ground, ratio, suggestion })
  }
  return [...found.values()]
}

/** The colours with every suggestion taken: the nearest look that can be read. */
export function readableColors(colors: Theme['colors']): Theme['colors'] {
  let now = colors
  // A colour that gave way may clash with its other neighbour.
  for (let round = 0; round < 8; round++) {
    const [low] = lowContrasts(now)
    if (!low) break
    now = { ...now, [low.half]: { ...now[low.half], [low.name]: low.suggestion } }
  }
  return now
}
