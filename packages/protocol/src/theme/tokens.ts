/** Colours of one half of the day. What is null follows from the rest, and can always be read. */
export interface Colors {
  /** Ground of what is pressed, and of the visitor's own bubbles. */
  brand: string | null
  onBrand: string | null
  /** Ground of the panel's top. */
  header: string | null
  onHeader: string | null
  /** Words that can be pressed, and outlines. */
  link: string | null
  /** The panel itself. */
  ground: string | null
  ink: string | null
  /** The team's bubbles. */
  bubble: string | null
}
/** The one colour that an owner has to choose. */
export type DayColors = Colors & { brand: string }

/** Where the launcher stands on one kind of screen; offsets from the nearest edges in px. */
export interface Place {
  side: (typeof POSITIONS)[number]
  x: number
  y: number
}

/** Everything that an owner may choose about the look. Lengths are in px. */
export interface Theme {
  appearance: (typeof THEMES)[number]
  colors: { light: DayColors; dark: Colors }
  /** Of the panel; whatever stands in it follows. */
  radius: number
  density: (typeof DENSITIES)[number]
  /** Between the panel's edge and what stands in it. */
  spacing: number
  font: { family: (typeof FONTS)[number]; size: number }
  launcher: {
    shape: (typeof LAUNCHER_SHAPES)[number]
    size: number
    icon: (typeof LAUNCHER_ICONS)[number]
    /** Takes the icon's place. */
    picture: string | null
    /** Words beside the icon, and its name for who does not see it. */
    label: string | null
  }
  position: { desktop: Place; phone: Place }
  header: {
    style: (typeof HEADER_STYLES)[number]
    /** At the foot of the header, where no words stand; with the style `picture`. */
    picture: string | null
    /** In the place of the mark, beside the name. */
    logo: string | null
  }
  avatar: { shape: (typeof AVATAR_SHAPES)[number] }
}

export const THEMES = ['auto', 'light', 'dark'] as const
export const POSITIONS = ['bottom-right', 'bottom-left'] as const
export const DENSITIES = ['compact', 'comfortable', 'airy'] as const
/** `site` is what the page says in its custom property `--halloo-font`. */
export const FONTS = ['system', 'serif', 'rounded', 'mono', 'site'] as const
export const LAUNCHER_SHAPES = ['round', 'soft', 'square'] as const
export const LAUNCHER_ICONS = ['mark', 'bubble', 'dots', 'question', 'letter', 'heart'] as const
export const HEADER_STYLES = ['hills', 'plain', 'picture'] as const
export const AVATAR_SHAPES = ['round', 'soft', 'square'] as const

const FOLLOWS: Colors = {
  brand: null,
  onBrand: null,
  header: null,
  onHeader: null,
  link: null,
  ground: null,
  ink: null,
  bubble: null,
}
const CORNER: Place = { side: 'bottom-right', x: 24, y: 24 }

/** The look of who has chosen nothing. */
export const DEFAULT_THEME: Theme = {
  appearance: 'auto',
  colors: { light: { ...FOLLOWS, brand: '#03604a' }, dark: FOLLOWS },
  radius: 20,
  density: 'comfortable',
  spacing: 12,
  font: { family: 'system', size: 15 },
  launcher: { shape: 'round', size: 54, icon: 'mark', picture: null, label: null },
  position: { desktop: CORNER, phone: CORNER },
  header: { style: 'hills', picture: null, logo: null },
  avatar: { shape: 'round' },
}
