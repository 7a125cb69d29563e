import { z } from 'zod'
import { LIMITS } from './constants.ts'
import { operations } from './row.ts'

/** What the server sees of a page on which the widget stands, or should. */
export const siteReport = z.object({
  /** Where the page says that it is; null if it is no browser. */
  origin: z.string().nullable(),
  /** Whether the origin is one of the organization's websites. */
  isAllowed: z.boolean(),
  /** Whether the chat is switched on. */
  isActive: z.boolean(),
  /** Where pictures come from. */
  filesUrl: z.string(),
  /** What is wrong with the identity token, and with which claim; null if none was sent along. */
  identity: z.object({ code: z.string().nullable(), claim: z.string().nullable() }).nullable(),
})
export type SiteReport = z.infer<typeof siteReport>

export const doctorOperations = operations({
  'POST /v1/widget/doctor': {
    can: 'widget:start',
    tag: 'Widget',
    summary:
      'See whether this site may use the widget, and whether an identity token is good; nothing is kept',
    body: z.strictObject({
      key: z.string().max(100),
      identityToken: z.string().max(LIMITS.identityTokenLength).optional(),
    }),
    returns: siteReport,
  },
})
