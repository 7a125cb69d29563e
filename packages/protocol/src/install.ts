import { z } from 'zod'
import { LIMITS } from './constants.ts'
import { webUrl } from './fields.ts'
import { operations } from './row.ts'

/** One thing that was looked at, and what to do about it. */
export const finding = z.object({
  name: z.enum(['page', 'tag', 'site', 'script', 'server', 'pictures', 'socket', 'identity']),
  ok: z.boolean(),
  /** What was found, in a sentence. */
  says: z.string(),
  /** What to do, or the line to paste; null where all is well. */
  fix: z.string().nullable(),
})
export type InstallFinding = z.infer<typeof finding>

export const installOperations = operations({
  'POST /v1/install/check': {
    can: 'settings:manage',
    tag: 'Settings',
    summary:
      'Look at a page of the website: whether the tag stands there, and whether the page lets the widget work',
    body: z.strictObject({
      url: webUrl,
      /** Judged along with it, and not used up. */
      identityToken: z.string().max(LIMITS.identityTokenLength).optional(),
    }),
    returns: z.object({ findings: z.array(finding) }),
    waits: true,
  },
})
