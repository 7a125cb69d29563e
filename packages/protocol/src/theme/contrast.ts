type Rgb = readonly [red: number, green: number, blue: number]
type Hsl = readonly [hue: number, saturation: number, lightness: number]

/** Text is readable from here on. https://www.w3.org/TR/WCAG22/#contrast-minimum */
export const ENOUGH = 4.5
const DARK_INK = '#01140c'

/**
 * Ratio of two colours after WCAG 2: 1 the same, 21 black on white.
 * @example contrast('#000000', '#ffffff') // 21
 */
export function contrast(a: string, b: string): number {
  const [high, low] = [luminance(parse(a)), luminance(parse(b))].sort((x, y) => y - x) as [number, number]
  return (high + 0.05) / (low + 0.05)
}

export const isDark = (color: string) => luminance(parse(color)) < 0.183

/** White or near black, whichever reads on it; pure black where the ground is neither light nor dark. */
export function inkOn(ground: string): string {
  const light = luminance(parse(ground))
  return light < 0.183 ? '#ffffff' : light > 0.2 ? DARK_INK : '#000000'
}

export const reads = (color: string, grounds: readonly string[], wanted = ENOUGH) =>
  grounds.every(ground => contrast(color, ground) >= wanted)

const STEP = 0.002

/**
 * The colour of the same hue, nearest in lightness, that reads on all of these grounds; black or white,
 * whichever comes closest, where none does.
 * @param calm the highest saturation of what is changed, 0 to 1
 * @example nearestReadable('#f28c28', ['#ffffff']) // '#ad5d0b'
 */
export function nearestReadable(
  color: string,
  grounds: readonly string[],
  { wanted = ENOUGH, calm = 1 } = {},
): string {
  if (reads(color, grounds, wanted)) return color
  const [hue, saturation, from] = toHsl(parse(color))
  for (let off = STEP; off <= 1; off += STEP)
    for (const light of [from - off, from + off]) {
      if (light < 0 || light > 1) continue
      const found = hex(toRgb([hue, Math.min(saturation, calm), light]))
      if (reads(found, grounds, wanted)) return found
    }
  const least = (one: string) => Math.min(...grounds.map(ground => contrast(one, ground)))
  return least('#ffffff') > least('#000000') ? '#ffffff' : '#000000'
}

/** So much of another colour in the first. @param part 0 to 1 */
export function mix(color: string, other: string, part: number): string {
  const [a, b] = [parse(color), parse(other)]
  const at = (n: 0 | 1 | 2) => Math.round(a[n] + (b[n] - a[n]) * part)
  return hex([at(0), at(1), at(2)])
}

/** A colour taken apart and written anew: whatever else stood there is black. */
export const plain = (color: string) => hex(parse(color))

function parse(color: string): Rgb {
  const value = Number.parseInt(color.slice(1), 16)
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255]
}

const hex = (rgb: Rgb) => `#${rgb.map(part => part.toString(16).padStart(2, '0')).join('')}`

const luminance = ([red, green, blue]: Rgb) =>
  0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)

const linear = (part: number) => (part <= 10 ? part / 3294.6 : ((part / 255 + 0.055) / 1.055) ** 2.4)

function toHsl([red, green, blue]: Rgb): Hsl {
  const max = Math.max(red, green, blue)
  const span = max - Math.min(red, green, blue)
  const light = (max - span / 2) / 255
  if (!span) return [0, 0, light]
  const sector =
    max === red ? (green - blue) / span : max === green ? (blue - red) / span + 2 : (red - green) / span + 4
  return [sector * 60, span / 255 / (1 - Math.abs(2 * light - 1)), light]
}

function toRgb([hue, saturation, light]: Hsl): Rgb {
  const part = (n: number) => {
    const k = (n + hue / 30 + 12) % 12
    const reach = saturation * Math.min(light, 1 - light)
    return Math.round(255 * (light - reach * Math.max(-1, Math.min(k - 3, 9 - k, 1))))
  }
  return [part(0), part(8), part(4)]
}
