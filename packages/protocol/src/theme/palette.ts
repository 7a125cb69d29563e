import { contrast, ENOUGH, inkOn, isDark, mix, nearestReadable, plain, reads } from './contrast.ts'
import type { Colors, Theme } from './tokens.ts'

/** Every colour that stands in pairs, chosen or following from what was chosen. */
export type Palette = Record<keyof Colors, string>

const LIGHT = {
  ground: '#ffffff',
  well: '#f4f7f5',
  bubble: '#edf2ee',
  ink: '#14211b',
  bad: '#ac2120',
  here: '#1a8f68',
}
const DARK = {
  ground: '#131b19',
  well: '#1b2320',
  bubble: '#242d29',
  ink: '#e9eeea',
  bad: '#ff9e9b',
  here: '#57d1a8',
}
/** Upon dark the brand is lighter than it must be, as it fills what is pressed, and calmer, or it would glare. */
const GLOW = { wanted: 8.5, calm: 0.56 }

/**
 * What follows from the colours that an owner has chosen: hues kept, contrast at least 4.5 but between two
 * that were both chosen.
 * @param night the dark half
 */
export function paletteOf({ light, dark }: Theme['colors'], night: boolean): Palette {
  const chosen: Colors = night ? dark : light
  const own = night ? DARK : LIGHT
  const ground = plain(chosen.ground ?? own.ground)
  const ink = plain(chosen.ink ?? (reads(own.ink, [ground]) ? own.ink : inkOn(ground)))
  // On our own dark ground links must be read where the pointer is, too.
  const under = night && !chosen.ground ? own.well : ground
  const onGround = (color: string) =>
    nearestReadable(plain(color), [under], isDark(ground) ? GLOW : undefined)
  const brand = chosen.brand ? plain(chosen.brand) : night ? onGround(light.brand) : plain(light.brand)
  const onBrand = plain(chosen.onBrand ?? inkOn(brand))
  const header = plain(chosen.header ?? brand)
  return {
    brand,
    onBrand,
    header,
    onHeader: plain(chosen.onHeader ?? (chosen.header ? inkOn(header) : onBrand)),
    link: plain(chosen.link ?? onGround(chosen.brand ?? light.brand)),
    ground,
    ink,
    bubble: plain(
      chosen.bubble ?? (chosen.ground ? quiet(mix(ground, ink, 0.08), ground, [ink]) : own.bubble),
    ),
  }
}

/** Greys and the like where ground, ink or bubbles are the owner's: mixed from these, readable where they stand. */
export function tonesOf({ ground, ink, link }: Palette) {
  const own = isDark(ground) ? DARK : LIGHT
  const well = quiet(mix(ground, ink, 0.04), ground, [ink, link])
  const badTint = quiet(mix(ground, own.bad, 0.1), ground, [ink])
  return {
    well,
    line: mix(ground, ink, 0.12),
    control: nearestReadable(mix(ground, ink, 0.5), [ground], { wanted: 3.05 }),
    'ink-2': orElse(nearestReadable(mix(ink, ground, 0.28), [ground, well]), [ground, well], ink),
    bad: orElse(nearestReadable(own.bad, [ground, badTint, well]), [ground, badTint, well], ink),
    'bad-tint': badTint,
    here: nearestReadable(own.here, [ground], { wanted: 3.05 }),
  }
}

/** A shade of the ground, where these can still be read upon it. */
const quiet = (shade: string, ground: string, inks: readonly string[]) =>
  inks.every(ink => contrast(ink, shade) >= ENOUGH) ? shade : ground

const orElse = (color: string, grounds: readonly string[], other: string) =>
  reads(color, grounds) ? color : other
