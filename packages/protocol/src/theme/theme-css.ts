import { cssUrl } from './css-text.ts'
import { launcherCss } from './launcher-css.ts'
import { type Palette, paletteOf, tonesOf } from './palette.ts'
import { DEFAULT_THEME, type Place, type Theme } from './tokens.ts'

type Properties = Record<string, string>

/**
 * An owner's look as the sheet that the widget adopts: custom properties, for light and dark, and what makes the
 * launcher another. What is as by default is left out: every byte is sent with every page. Colours and addresses are
 * taken apart and written anew: whatever else stood there could fetch, or end the rule.
 * @param origin where pictures that were uploaded here are fetched from
 * @example themeCss(DEFAULT_THEME, 'https://chat.example.com')
 */
export function themeCss(theme: Theme, origin: string): string {
  const { colors, position } = theme
  const hasTones = [colors.light, colors.dark].some(({ ground, ink, bubble }) => ground ?? ink ?? bubble)
  const hasHeader = [colors.light, colors.dark].some(({ header, onHeader }) => header ?? onHeader)
  const [light, dark] = [false, true].map(night => {
    const palette = paletteOf(colors, night)
    return rule({
      ...brandOf(palette),
      ...(hasHeader && headerOf(palette)),
      ...(hasTones && groundsOf(palette)),
    })
  })
  const isElsewhere = JSON.stringify(position.phone) !== JSON.stringify(position.desktop)
  const phone = isElsewhere ? `@media(max-width:480px){${hostRule(placeOf(position.phone, theme))}}` : ''
  return `:host{${light}}:host(.dark){${dark}}@media(prefers-color-scheme:dark){:host(.auto){${dark}}}${hostRule(
    { ...measuresOf(theme, origin), ...placeOf(position.desktop, theme) },
  )}${phone}${launcherCss(theme, origin)}`
}

/** Important, so that no rule of the page around it can change them. */
const rule = (properties: Properties) =>
  Object.entries(properties)
    .map(([name, value]) => `--hl-${name}:${value}!important;`)
    .join('')

const hostRule = (properties: Properties) => {
  const body = rule(properties)
  return body && `:host{${body}}`
}

const brandOf = ({ brand, onBrand, link }: Palette): Properties => ({ brand, 'on-brand': onBrand, link })
const headerOf = ({ header, onHeader }: Palette): Properties => ({ header, 'on-header': onHeader })
const groundsOf = (palette: Palette): Properties => ({
  bg: palette.ground,
  ink: palette.ink,
  bubble: palette.bubble,
  ...tonesOf(palette),
})

const DENSE = { compact: '-12px', comfortable: '0px', airy: '8px' }
const SHAPES = { round: '50%', soft: '34%', square: '8%' }
const FAMILIES = {
  system: 'system-ui',
  serif: 'ui-serif,Georgia,"Noto Serif","Times New Roman",serif',
  rounded: 'ui-rounded,"SF Pro Rounded","Arial Rounded MT Bold",Nunito,Quicksand,system-ui,sans-serif',
  mono: 'ui-monospace,Menlo,Consolas,"Noto Sans Mono",monospace',
  site: 'var(--halloo-font,system-ui)',
}

function measuresOf({ radius, density, spacing, font, header, avatar }: Theme, origin: string): Properties {
  const own = DEFAULT_THEME
  return {
    ...(radius !== own.radius && { radius: `${radius}px` }),
    ...(density !== own.density && { dense: DENSE[density] }),
    ...(spacing !== own.spacing && { gap: `${spacing}px` }),
    ...(font.family !== own.font.family && { font: FAMILIES[font.family] }),
    ...(font.size !== own.font.size && {
      size: `${font.size}px`,
      leading: `${Math.round((font.size * 22) / 15)}px`,
    }),
    ...(avatar.shape !== own.avatar.shape && { avatar: SHAPES[avatar.shape] }),
    ...(header.style !== 'hills' && { hills: 'none', foot: '60px' }),
    ...(header.style === 'picture' &&
      header.picture && { foot: '150px', picture: cssUrl(header.picture, origin) }),
    ...(header.logo && { mark: 'none', logo: cssUrl(header.logo, origin), 'logo-box': 'block' }),
  }
}

/** Where the panel and what is said beside the launcher stand; the launcher itself has rules of its own. */
function placeOf({ x, y }: Place, { launcher, position }: Theme): Properties {
  const isUsual = [position.desktop, position.phone].every(place => place.x === 24 && place.y === 24)
  if (isUsual && launcher.size === DEFAULT_THEME.launcher.size) return {}
  return { x: `${x}px`, y: `${y}px`, up: `${y + launcher.size + 18}px` }
}
