import { z } from 'zod'
import { color, integer, issue, listOf, name, page, timestamp } from './fields.ts'
import { id } from './ids.ts'
import { operations } from './row.ts'
import { lowContrasts } from './theme/low-contrast.ts'
import { PICTURE, pictureFault } from './theme/pictures.ts'
import {
  AVATAR_SHAPES,
  DEFAULT_THEME,
  DENSITIES,
  FONTS,
  HEADER_STYLES,
  LAUNCHER_ICONS,
  LAUNCHER_SHAPES,
  POSITIONS,
  THEMES,
  type Theme,
} from './theme/tokens.ts'

/** The address of a picture: one that was uploaded here, or one elsewhere that every page may fetch. */
const picture = z
  .string()
  .superRefine((value, ctx) => {
    const fault = pictureFault(value)
    if (fault) issue(ctx, fault)
  })
  .nullable()
  .meta({ examples: ['https://shop.example.com/team.webp'] })

const chosen = color.nullable().default(null)
const half = {
  brand: chosen,
  onBrand: chosen,
  header: chosen,
  onHeader: chosen,
  link: chosen,
  ground: chosen,
  ink: chosen,
  bubble: chosen,
}
const own = DEFAULT_THEME
const place = z
  .strictObject({
    side: z.enum(POSITIONS).default(own.position.desktop.side),
    x: integer(0, 200).default(own.position.desktop.x),
    y: integer(0, 200).default(own.position.desktop.y),
  })
  .prefault({})

const colors = z
  .strictObject({
    light: z.strictObject({ ...half, brand: color.default(own.colors.light.brand) }).prefault({}),
    dark: z.strictObject(half).prefault({}),
  })
  .prefault({})

/** The tokens of the look. What is left out is as by default; lengths are in px. */
export const theme = z.strictObject({
  appearance: z.enum(THEMES).default(own.appearance),
  colors,
  radius: integer(0, 28).default(own.radius),
  density: z.enum(DENSITIES).default(own.density),
  spacing: integer(8, 24).default(own.spacing),
  font: z
    .strictObject({
      family: z.enum(FONTS).default(own.font.family),
      size: integer(14, 18).default(own.font.size),
    })
    .prefault({}),
  launcher: z
    .strictObject({
      shape: z.enum(LAUNCHER_SHAPES).default(own.launcher.shape),
      size: integer(44, 72).default(own.launcher.size),
      icon: z.enum(LAUNCHER_ICONS).default(own.launcher.icon),
      picture: picture.default(null),
      label: name(24).nullable().default(null),
    })
    .prefault({}),
  position: z.strictObject({ desktop: place, phone: place }).prefault({}),
  header: z
    .strictObject({
      style: z.enum(HEADER_STYLES).default(own.header.style),
      picture: picture.default(null),
      logo: picture.default(null),
    })
    .prefault({}),
  avatar: z.strictObject({ shape: z.enum(AVATAR_SHAPES).default(own.avatar.shape) }).prefault({}),
}) satisfies z.ZodType<Theme>

/** The same, where every word can be read; what cannot is refused with the nearest colour that can. */
export const readableTheme = theme.superRefine(({ colors }, ctx) => {
  for (const low of lowContrasts(colors))
    issue(ctx, 'low_contrast', ['colors', low.half, low.name], { suggestion: low.suggestion })
})

/** A look that is or was published, or is being made. */
export const themeVersion = z.object({
  /** Null where nobody has ever changed anything. */
  id: id('themeVersion').nullable(),
  /** Counted from 1, in order of publishing; null for a draft. */
  number: z.number().int().nullable(),
  tokens: theme,
  /** Who saved or published it; null for the look of the beginning. */
  savedBy: z.string().nullable(),
  savedAt: timestamp,
})
export type ThemeVersion = z.infer<typeof themeVersion>

/** The look as visitors see it, and the one that is being made; null where there is nothing unpublished. */
export const themes = z.object({
  published: themeVersion,
  draft: themeVersion.nullable(),
  /** Goes up with every change of either. */
  version: z.number().int(),
})
export type Themes = z.infer<typeof themes>

/** A picture that was uploaded for the look. */
export const themePicture = z.object({
  /** What the look names it by, and where every page may fetch it: from the root of this server. */
  address: z
    .string()
    .meta({ examples: ['/widget/pictures/org_V1StGXR8Z5jdHi6BmyT00/pic_V1StGXR8Z5jdHi6BmyT00.webp'] }),
  contentType: z.enum(PICTURE.types),
  /** Bytes. */
  size: z.number().int(),
  width: z.number().int(),
  height: z.number().int(),
})
export type ThemePicture = z.infer<typeof themePicture>

const tag = 'Theme'

export const themeOperations = operations({
  'GET /v1/theme': {
    can: 'theme:read',
    tag,
    summary: 'Get the published look of the widget, and its draft',
    returns: themes,
  },
  'PUT /v1/theme': {
    can: 'theme:manage',
    tag,
    summary: 'Save the draft of the look; the published look again means no draft',
    body: readableTheme,
    returns: themes,
  },
  'POST /v1/theme/pictures': {
    can: 'theme:manage',
    tag,
    summary: 'Upload a picture for the look; the same one again is kept once, an unused one for a day',
    bodyType: 'multipart',
    fileBytes: PICTURE.size,
    returns: themePicture,
    status: 201,
  },
  'POST /v1/theme/publish': {
    can: 'theme:manage',
    tag,
    summary: 'Publish the draft; open widgets change at once',
    returns: themes,
  },
  'GET /v1/theme/versions': {
    can: 'theme:read',
    tag,
    summary: 'List the looks that were published, the newest first',
    query: z.strictObject(page),
    returns: listOf(themeVersion),
  },
  'POST /v1/theme/versions/:themeVersionId/restore': {
    can: 'theme:manage',
    tag,
    summary: 'Publish a former look again, as a new version; the draft stays',
    params: z.strictObject({ themeVersionId: id('themeVersion') }),
    returns: themes,
  },
})
