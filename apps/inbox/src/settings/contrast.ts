/** Text is readable from here on. https://www.w3.org/TR/WCAG22/#contrast-minimum */
export const ENOUGH = 4.5

export const isColor = (value: string) => /^#[0-9a-f]{6}$/i.test(value)

/** The text that the widget writes on a colour: white where it can be read, else black. */
export function textOn(color: string) {
  const light = luminance(channels(color))
  const withWhite = 1.05 / (light + 0.05)
  const white = withWhite >= ENOUGH
  return { ink: white ? 'white' : 'black', ratio: white ? withWhite : (light + 0.05) / 0.05, withWhite }
}

/** The nearest colour of the same hue on which white text is read: darkened only as far as it must be. */
export function nearestForWhite(color: string) {
  const [hue, saturation, lightness] = toHsl(channels(color))
  for (let step = lightness; step >= 0; step -= 0.002) {
    const candidate = toHex(fromHsl(hue, saturation, step))
    if (textOn(candidate).withWhite >= ENOUGH) return candidate
  }
  return '#000000'
}

/** Rounded down, so that what is called 4.5 is 4.5. */
export const ratioWords = (ratio: number) => `${(Math.floor(ratio * 10) / 10).toFixed(1)} : 1`

type Rgb = [number, number, number]

const channels = (color: string): Rgb => [
  Number.parseInt(color.slice(1, 3), 16) / 255,
  Number.parseInt(color.slice(3, 5), 16) / 255,
  Number.parseInt(color.slice(5, 7), 16) / 255,
]

function luminance([red, green, blue]: Rgb) {
  const linear = (value: number) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4)
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
}

function toHsl([red, green, blue]: Rgb): [number, number, number] {
  const max = Math.max(red, green, blue)
  const min = Math.min(red, green, blue)
  const lightness = (max + min) / 2
  const spread = max - min
  if (spread === 0) return [0, 0, lightness]
  const saturation = spread / (1 - Math.abs(2 * lightness - 1))
  const sector =
    max === red
      ? ((green - blue) / spread) % 6
      : max === green
        ? (blue - red) / spread + 2
        : (red - green) / spread + 4
  return [(sector * 60 + 360) % 360, saturation, lightness]
}

function fromHsl(hue: number, saturation: number, lightness: number): Rgb {
  const chroma = (1 - Math.abs(2 * lightness - 1)) * saturation
  const at = (offset: number) => {
    const k = (offset + hue / 60) % 6
    return lightness + chroma / 2 - chroma * Math.max(0, Math.min(k, 4 - k, 1))
  }
  return [at(5), at(3), at(1)]
}

const toHex = (rgb: Rgb) =>
  `#${rgb
    .map(value =>
      Math.round(Math.min(1, Math.max(0, value)) * 255)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`
