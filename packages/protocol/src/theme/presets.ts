import { type Colors, DEFAULT_THEME, type Theme } from './tokens.ts'

/** A look to begin with: everything but words, pictures and place. */
export interface Preset {
  name: string
  say: string
  look: Pick<Theme, 'colors' | 'radius' | 'density' | 'spacing' | 'font'> & {
    launcher: Pick<Theme['launcher'], 'shape' | 'size' | 'icon'>
    header: { style: 'hills' | 'plain' }
    avatar: Theme['avatar']
  }
}

const { colors, radius, density, spacing, font, avatar } = DEFAULT_THEME
const light = (brand: string, more: Partial<Colors> = {}) => ({ ...colors.light, ...more, brand })
const dark = (more: Partial<Colors> = {}) => ({ ...colors.dark, ...more })

export const PRESETS: readonly Preset[] = [
  {
    name: 'Field',
    say: 'Green hills, round and calm',
    look: {
      ...{ colors, radius, density, spacing, font, avatar },
      launcher: { shape: 'round', size: 54, icon: 'mark' },
      header: { style: 'hills' },
    },
  },
  {
    name: 'Harbour',
    say: 'Deep blue, soft corners',
    look: {
      ...{ density, spacing, avatar },
      colors: {
        light: light('#1f4e8c', { header: '#12305c', onHeader: '#ffffff' }),
        dark: dark({ header: '#12305c', onHeader: '#e8f0fc' }),
      },
      radius: 14,
      font: { family: 'system', size: 15 },
      launcher: { shape: 'soft', size: 56, icon: 'dots' },
      header: { style: 'hills' },
    },
  },
  {
    name: 'Orchard',
    say: 'Clay on cream, with serifs',
    look: {
      ...{ spacing },
      colors: {
        light: light('#9a3d22', {
          onBrand: '#fff8f0',
          ground: '#fffaf3',
          ink: '#2e1f17',
          bubble: '#f5e9da',
        }),
        dark: dark({
          brand: '#f0a184',
          onBrand: '#2b0f05',
          ground: '#1d1511',
          ink: '#f3e9e0',
          bubble: '#30241d',
        }),
      },
      radius: 20,
      density: 'airy',
      font: { family: 'serif', size: 16 },
      launcher: { shape: 'round', size: 58, icon: 'letter' },
      header: { style: 'plain' },
      avatar: { shape: 'round' },
    },
  },
  {
    name: 'Lantern',
    say: 'Marigold with dark words',
    look: {
      ...{ density, spacing },
      colors: {
        light: light('#fcb52c', { onBrand: '#311d03', link: '#7d4b05' }),
        dark: dark({ brand: '#f8b734', onBrand: '#291600', link: '#f9c965' }),
      },
      radius: 28,
      font: { family: 'rounded', size: 15 },
      launcher: { shape: 'round', size: 56, icon: 'heart' },
      header: { style: 'hills' },
      avatar: { shape: 'soft' },
    },
  },
  {
    name: 'Ink',
    say: 'Black on white, square and tight',
    look: {
      colors: {
        light: light('#111111', { onBrand: '#ffffff', ground: '#ffffff', ink: '#111111', bubble: '#f0f0f0' }),
        dark: dark({
          brand: '#f2f2f2',
          onBrand: '#111111',
          ground: '#141414',
          ink: '#f2f2f2',
          bubble: '#262626',
        }),
      },
      radius: 2,
      density: 'compact',
      spacing: 10,
      font: { family: 'system', size: 15 },
      launcher: { shape: 'square', size: 52, icon: 'bubble' },
      header: { style: 'plain' },
      avatar: { shape: 'square' },
    },
  },
  {
    name: 'Heather',
    say: 'Violet, gentle and soft',
    look: {
      ...{ density, spacing },
      colors: {
        light: light('#6c379c', { ground: '#fdfbff', ink: '#231730', bubble: '#f1e9f9' }),
        dark: dark({ brand: '#c9a4f0', ground: '#17121d', ink: '#efe8f6', bubble: '#2a2134' }),
      },
      radius: 24,
      font: { family: 'rounded', size: 15 },
      launcher: { shape: 'soft', size: 56, icon: 'bubble' },
      header: { style: 'hills' },
      avatar: { shape: 'soft' },
    },
  },
]

/**
 * A theme with another look; its place, its words and its pictures stay.
 * @example wear(theme, PRESETS[1])
 */
export const wear = (theme: Theme, { look }: Preset): Theme => ({
  ...theme,
  ...look,
  launcher: { ...theme.launcher, ...look.launcher },
  header: { ...theme.header, ...look.header },
})
