import { z } from 'zod'
import { displayRules, greetings } from './display.ts'
import { allDifferent, color, filledText, host, name, origin, timestamp } from './fields.ts'
import { hoursNow, openingHours } from './hours.ts'
import { IDENTITY_MODES } from './identity.ts'
import { id } from './ids.ts'
import { preChat } from './pre-chat.ts'
import { operations } from './row.ts'
import { POSITIONS, THEMES } from './theme/tokens.ts'

export const VISIBILITIES = ['all', 'department', 'assigned'] as const

const look = z.object({
  name: z.string(),
  chatTheme: z.enum(THEMES),
  chatPrimaryColor: z.string(),
  chatPosition: z.enum(POSITIONS),
  chatWelcomeMessage: z.string(),
  chatShowAgentAvatar: z.boolean(),
  chatCollectEmail: z.boolean(),
  chatCollectName: z.boolean(),
})

/**
 * What the widget needs before its first request: stands in the loader itself, so nothing secret. What an
 * organization does not use is left out.
 */
export const widgetSettings = look.extend({
  /** The look as a style sheet of custom properties. */
  css: z.string(),
  /** Words on the launcher, which are its name, too. */
  launcherLabel: z.string().optional(),
  chatPreChat: preChat.nullish(),
  hours: hoursNow.nullish(),
  chatDisplay: displayRules.nullish(),
  chatGreetings: greetings.optional(),
  chatTypingPreview: z.boolean().optional(),
  /** Left out where it is off. */
  chatIdentityMode: z.enum(IDENTITY_MODES).optional(),
})
export type WidgetSettings = z.infer<typeof widgetSettings>

/** What of the settings makes the look: told to open widgets when it was published. */
export const widgetLook = widgetSettings.pick({
  css: true,
  launcherLabel: true,
  chatTheme: true,
  chatPrimaryColor: true,
  chatPosition: true,
})
export type WidgetLook = z.infer<typeof widgetLook>

/** The look with its version, which goes up with each. */
export const publishedLook = widgetLook.extend({ version: z.number().int() })
export type PublishedLook = z.infer<typeof publishedLook>

/** The organization's settings, as its members read them. `chatApiKey` is the public widget key. */
export const settings = look.extend({
  chatPreChat: preChat.nullable(),
  chatHours: openingHours.nullable(),
  chatDisplay: displayRules.nullable(),
  chatGreetings: greetings,
  chatTypingPreview: z.boolean(),
  chatIdentityMode: z.enum(IDENTITY_MODES),
  id: id('organization'),
  slug: z.string(),
  chatApiKey: z.string(),
  chatDomain: z.string().nullable(),
  chatAllowedDomains: z.array(z.string()),
  chatIsActive: z.boolean(),
  chatVisibility: z.enum(VISIBILITIES),
  createdAt: timestamp,
  version: z.number().int(),
})
export type Settings = z.infer<typeof settings>

const tag = 'Settings'

export const settingsOperations = operations({
  'GET /v1/settings': {
    can: 'settings:read',
    tag,
    summary: "Get the organization's settings",
    returns: settings,
  },
  'PATCH /v1/settings': {
    can: 'settings:manage',
    tag,
    summary: "Change the organization's settings",
    body: z.strictObject({
      name: name(80).optional(),
      chatDomain: host.nullable().optional(),
      chatAllowedDomains: z
        .array(origin)
        .max(50)
        .superRefine((origins, ctx) => allDifferent(origins, ctx))
        .optional(),
      chatIsActive: z.boolean().optional(),
      chatTheme: z.enum(THEMES).optional(),
      chatPrimaryColor: color.optional(),
      chatPosition: z.enum(POSITIONS).optional(),
      chatWelcomeMessage: filledText(300).optional(),
      chatShowAgentAvatar: z.boolean().optional(),
      chatCollectEmail: z.boolean().optional(),
      chatCollectName: z.boolean().optional(),
      chatVisibility: z.enum(VISIBILITIES).optional(),
      chatPreChat: preChat.nullable().optional(),
      chatHours: openingHours.nullable().optional(),
      chatDisplay: displayRules.nullable().optional(),
      chatGreetings: greetings.optional(),
      /** Members see what a visitor types before it is sent; the widget tells the visitor so. */
      chatTypingPreview: z.boolean().optional(),
      chatIdentityMode: z.enum(IDENTITY_MODES).optional(),
    }),
    returns: settings,
  },
  'POST /v1/settings/rotate-key': {
    can: 'settings:manage',
    tag,
    summary: 'Make a new widget key; the former one works for seven more days',
    returns: settings,
  },
})
