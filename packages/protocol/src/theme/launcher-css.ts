import { cssText, cssUrl } from './css-text.ts'
import { ICON_PATHS } from './launcher-icons.ts'
import { DEFAULT_THEME, type Place, type Theme } from './tokens.ts'

/** Rules that make the launcher another than it is by itself. They come after those of its own sheet, and win. */
export function launcherCss(theme: Theme, origin: string): string {
  const { launcher, position } = theme
  const { size } = launcher
  const { desktop, phone } = position
  const isMoved = [desktop, phone].some(({ x, y }) => x !== 24 || y !== 24) || phone.side !== desktop.side
  return [
    size !== DEFAULT_THEME.launcher.size && sizeRules(size),
    launcher.shape !== 'round' &&
      `.l{border-radius:${launcher.shape === 'soft' ? Math.round(size * 0.3) : 3}px}`,
    launcher.picture ? pictureRules(cssUrl(launcher.picture, origin)) : iconRules(launcher),
    launcher.label && labelRules(launcher, launcher.label),
    isMoved && `${cornerRules(desktop)}@media(max-width:480px){${phoneRules(desktop, phone)}}`,
  ]
    .filter(Boolean)
    .join('')
}

/** The mark and its dot grow with the button. */
function sizeRules(size: number) {
  const at = (px: number) => `${Math.round((px * size * 10) / 54) / 10}px`
  const scale = Math.round((size / 54) * 1000) / 1000
  return (
    `.l{width:${size}px;height:${size}px}` +
    `i{inset:${at(9)} auto auto ${at(9)};scale:${scale};transform-origin:0 0}` +
    `.l::before{inset:${at(15)} ${at(14)} auto auto;padding:${at(3.5)}}`
  )
}

const NO_MARK = '[aria-expanded=false] i{display:none}'

/** Cut out of a plain colour: neither a request nor a data: address, which a site may forbid. */
const iconRules = ({ icon, size }: Theme['launcher']) =>
  icon !== 'mark' &&
  `${NO_MARK}.l::before{inset:auto;left:${size / 2 - 12}px;top:${size / 2 - 12}px;width:24px;height:24px;padding:0;` +
    `border-radius:0;background:currentColor;scale:${Math.round((size / 54) * 115) / 100};` +
    `clip-path:path(evenodd,"${ICON_PATHS[icon]}")}` +
    '@media(forced-colors:active){.l::before{background:ButtonText;forced-color-adjust:none}}'

const pictureRules = (picture: string) =>
  `${NO_MARK}.l::before{inset:0;padding:0;border-radius:inherit;background:${picture} center/cover}`

/** Words at the icon's right, as far as they go. */
function labelRules({ size, shape, icon, picture }: Theme['launcher'], label: string) {
  const at = (px: number) => Math.round((px * size) / 54)
  const dot = `.l::before{inset:${at(15)}px auto auto ${at(33)}px}`
  return (
    `.l{width:auto;padding:0 ${at(22)}px 0 ${at(50)}px;font:600 15px/${size}px system-ui;white-space:nowrap;` +
    `${shape === 'round' ? `border-radius:${size}px` : ''}}.l::after{content:${cssText(label)}}` +
    `i{inset:${at(9)}px auto auto ${at(9)}px}` +
    (picture
      ? `.l::before{inset:0 auto auto 0;width:${size}px;height:${size}px}`
      : icon === 'mark'
        ? dot
        : '')
  )
}

const OTHER = { 'bottom-right': 'bottom-left', 'bottom-left': 'bottom-right' } as const

const inset = ({ side, x, y }: Place) =>
  side === 'bottom-left' ? `{inset:auto auto ${y}px ${x}px}` : `{inset:auto ${x}px ${y}px auto}`

const cornerRules = (place: Place) =>
  `.l${inset({ ...place, side: 'bottom-right' })}.bottom-left${inset({ ...place, side: 'bottom-left' })}`

/** A tag may say another side than the settings: then it holds on every screen. */
function phoneRules({ side }: Place, phone: Place) {
  if (side === phone.side) return cornerRules(phone)
  const away = OTHER[side]
  return `.${side}${inset(phone)}.${away}${inset({ ...phone, side: away })}.g.g.${side}{${
    phone.side === 'bottom-left' ? 'right:auto;left:var(--hl-x,24px)' : 'left:auto;right:var(--hl-x,24px)'
  }}`
}
