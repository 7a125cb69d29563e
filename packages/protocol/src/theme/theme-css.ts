import { paletteOf } from './palette.ts'

/**
 * An owner's look as the sheet that the widget adopts: custom properties, for light and dark. Important, so
 * that no rule of the page around it can change them. Colours are taken apart and written anew: whatever
 * else stood there could fetch, or end the rule.
 */
export function themeCss({ chatPrimaryColor }: { chatPrimaryColor: string }): string {
  const [light, dark] = [false, true].map(isDark => properties(paletteOf(chatPrimaryColor, isDark)))
  return `:host{${light}}:host(.dark){${dark}}@media(prefers-color-scheme:dark){:host(.auto){${dark}}}`
}

const properties = ({ brand, onBrand, link }: ReturnType<typeof paletteOf>) =>
  Object.entries({ brand, 'on-brand': onBrand, link })
    .map(([name, value]) => `--hl-${name}:${value}!important;`)
    .join('')
