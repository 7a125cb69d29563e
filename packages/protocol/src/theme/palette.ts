export interface Palette {
  /** Ground of what we press and of the visitor's own bubbles. */
  brand: string
  /** Text upon it. */
  onBrand: string
  /** The brand as text and outline on the panel's ground. */
  link: string
}

type Rgb = readonly [red: number, green: number, blue: number]
type Hsl = readonly [hue: number, saturation: number, lightness: number]

const LIGHT_GROUND: Rgb = [255, 255, 255]
const DARK_GROUND: Rgb = [27, 35, 32]
const READABLE = 4.5
const DARK_INK = '#01140c'

/**
 * What follows from the one colour that an owner chooses: hue kept, contrast at least 4.5.
 * @example paletteOf('#03604a', false).onBrand // '#ffffff'
 */
export function paletteOf(color: string, dark: boolean): Palette {
  const rgb = parse(color)
  const link = readable(rgb, dark)
  const brand = dark ? link : rgb
  return { brand: hex(brand), onBrand: inkOn(brand), link: hex(link) }
}

/** Ratio of two colours after WCAG 2: 1 the same, 21 black on white. */
export function contrast(a: Rgb, b: Rgb): number {
  const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number]
  return (high + 0.05) / (low + 0.05)
}

export const parse = (color: string): Rgb => {
  const value = Number.parseInt(color.slice(1), 16)
  return [value >> 16, (value >> 8) & 255, value & 255]
}

/** White or near black, whichever reads on it; pure black where the ground is neither light nor dark. */
export function inkOn(ground: Rgb): string {
  const light = luminance(ground)
  return light < 0.183 ? '#ffffff' : light > 0.2 ? DARK_INK : '#000000'
}

/** Darker on light, lighter on dark, until it reads; a lighter one calms down, or it would glare. */
function readable(rgb: Rgb, dark: boolean): Rgb {
  const [hue, saturation, from] = toHsl(rgb)
  const wanted = dark ? 8.5 : READABLE
  const ground = dark ? DARK_GROUND : LIGHT_GROUND
  let found = rgb
  for (let light = from; light >= 0 && light <= 1 && contrast(found, ground) < wanted; ) {
    light += dark ? 0.01 : -0.01
    found = toRgb([hue, dark ? Math.min(saturation, 0.56) : saturation, light])
  }
  return found
}

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

const hex = (rgb: Rgb) => `#${rgb.map(part => part.toString(16).padStart(2, '0')).join('')}`
