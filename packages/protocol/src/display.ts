import { z } from 'zod'
import { allDifferent, filledText, integer, issue } from './fields.ts'

/** A path in which `*` stands for anything, as in `/checkout/*`; compared with the path of the page. */
const pagePattern = z
  .string()
  .superRefine((value, ctx) => {
    if (value.length > 200) issue(ctx, 'too_long')
    // Few stars, so that no pattern makes a browser think for long.
    else if (!/^\/[^\s?#]*$/.test(value) || !value.isWellFormed() || value.split('*').length > 6)
      issue(ctx, 'invalid_url')
  })
  .meta({ examples: ['/checkout/*'] })

const pagePatterns = z
  .array(pagePattern)
  .max(20)
  .superRefine((patterns, ctx) => allDifferent(patterns, ctx))

export const DEVICES = ['desktop', 'mobile'] as const

/** Where the widget shows itself. Empty `onlyOn` means everywhere; `neverOn` goes before it. */
export const displayRules = z.strictObject({
  onlyOn: pagePatterns,
  neverOn: pagePatterns,
  devices: z
    .array(z.enum(DEVICES))
    .min(1)
    .superRefine((devices, ctx) => allDifferent(devices, ctx)),
  whenClosed: z.enum(['show', 'hide']),
})
export type DisplayRules = z.infer<typeof displayRules>

/** Made by whoever writes the greeting; not one of our ids, because it lives in the settings alone. */
export const greetingId = z.string().superRefine((value, ctx) => {
  if (!/^[A-Za-z0-9_-]{1,40}$/.test(value)) issue(ctx, 'invalid_id')
})

/** A word that the widget shows by itself, and that becomes the first message of whoever answers it. */
export const greeting = z.strictObject({
  id: greetingId,
  text: filledText(300),
  /** Seconds on a page before it shows. */
  afterSeconds: integer(0, 3600),
  onlyOn: pagePatterns,
})
export type Greeting = z.infer<typeof greeting>

export const greetings = z
  .array(greeting)
  .max(10)
  .superRefine((all, ctx) =>
    allDifferent(
      all.map(({ id }) => id),
      ctx,
    ),
  )
