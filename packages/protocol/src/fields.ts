import { z } from 'zod'
import { type FieldCode, LIMITS } from './constants.ts'

/** Adds an issue that the doorway reports under one of our field codes. */
export const issue = (
  ctx: z.RefinementCtx,
  code: FieldCode,
  path: PropertyKey[] = [],
  more: { suggestion?: string } = {},
) => ctx.addIssue({ code: 'custom', params: { code, ...more }, message: code, path })

/** Refuses a list in which something comes twice. */
export const allDifferent = (values: readonly unknown[], ctx: z.RefinementCtx, path: PropertyKey[] = []) => {
  if (new Set(values).size !== values.length) issue(ctx, 'repeated', path)
}

// Spaces, line breaks, format characters (zero width, bidi, BOM): nothing that a reader would see.
const INVISIBLE = /^[\p{White_Space}\p{Cf}\p{Cc}\u115F\u1160\u3164\uFFA0\u2800]*$/u
// A name stands on one line and reads in one direction.
const UNFIT_FOR_NAMES =
  /[\p{Cc}\p{Zl}\p{Zp}\u061C\u200B-\u200F\u202A-\u202E\u2060-\u2064\u2066-\u2069\uFEFF]/gu

const codePoints = (text: string) => {
  let n = 0
  for (const _ of text) n++
  return n
}

const checkText = (text: string, max: number, ctx: z.RefinementCtx) => {
  if (!text.isWellFormed()) issue(ctx, 'not_well_formed')
  else if (text.includes('\0')) issue(ctx, 'control_character')
  else if (text.length > max && codePoints(text) > max) issue(ctx, 'too_long')
}

/** Free text kept as sent, but for CRLF → LF. Length is counted in code points. */
export const text = (max: number) =>
  z
    .string()
    .superRefine((value, ctx) => checkText(value, max, ctx))
    .overwrite(value => value.replaceAll('\r\n', '\n'))
    .meta({ maxLength: max })

/** Whether there is nothing to read in a text. */
export const isBlank = (value: string) => INVISIBLE.test(value)

/** The same as `text`, with something to read in it. */
export const filledText = (max: number) =>
  text(max).superRefine((value, ctx) => {
    if (isBlank(value)) issue(ctx, 'blank')
  })

/** One line: line breaks, bidi controls and zero-width characters are taken out, ends are trimmed. */
export const line = (max: number) =>
  z
    .string()
    .superRefine((value, ctx) => checkText(value, max, ctx))
    .overwrite(value =>
      value
        .replace(/[\r\n\t\u2028\u2029]+/g, ' ')
        .replace(UNFIT_FOR_NAMES, '')
        .trim(),
    )
    .meta({ maxLength: max })

/** A name: one line that is not blank. */
export const name = (max = 120) =>
  line(max).superRefine((value, ctx) => {
    if (isBlank(value)) issue(ctx, 'blank')
  })

const EMAIL =
  /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~][A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{0,63}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,63}$/
/**
 * An e-mail address; look-alikes that normalization would change are refused, not repaired. None begins
 * with a dash: mail programs would read it as an option.
 */
export const email = z
  .string()
  .superRefine((value, ctx) => {
    if (value.length > 254) issue(ctx, 'too_long')
    else if (value.normalize('NFKC') !== value || !EMAIL.test(value) || /\.\.|\.@/.test(value))
      issue(ctx, 'invalid_email')
  })
  .overwrite(value => value.toLowerCase())
  .meta({ format: 'email', maxLength: 254 })

const parseUrl = (value: string) => (URL.canParse(value) ? new URL(value) : undefined)

/** An absolute http(s) address without credentials. */
export const webUrl = z
  .string()
  .superRefine((value, ctx) => {
    if (value.length > 2048) return issue(ctx, 'too_long')
    const url = value.isWellFormed() ? parseUrl(value) : undefined
    if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password) issue(ctx, 'invalid_url')
  })
  .meta({ format: 'uri', maxLength: 2048 })

/** An exact origin: scheme, host, optional port, and nothing else. */
export const origin = z
  .string()
  .superRefine((value, ctx) => {
    const url = value.length <= 300 ? parseUrl(value) : undefined
    if (!url || !/^https?:$/.test(url.protocol) || url.origin !== value) issue(ctx, 'invalid_url')
  })
  .meta({ examples: ['https://shop.example.com'] })

/** A host name, as in `chatDomain`: no scheme, no path, no port. */
export const host = z
  .string()
  .superRefine((value, ctx) => {
    const url = value.length <= 253 ? parseUrl(`https://${value}`) : undefined
    if (!url || url.hostname !== value || !value.includes('.')) issue(ctx, 'invalid_url')
  })
  .meta({ examples: ['example.com'] })

/** A colour as #rrggbb. */
export const color = z
  .string()
  .superRefine((value, ctx) => {
    if (!/^#[0-9a-fA-F]{6}$/.test(value)) issue(ctx, 'invalid_color')
  })
  .overwrite(value => value.toLowerCase())
  .meta({ examples: ['#03604a'] })

const DATE_TIME = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?(Z|[+-]\d\d:\d\d)?$/
const daysIn = (year: number, month: number) => new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate()

/** An RFC 3339 moment with its offset. https://www.rfc-editor.org/rfc/rfc3339 */
export const dateTime = z
  .string()
  .superRefine((value, ctx) => {
    const [, y, mo, d, h, mi, s, , zone] = DATE_TIME.exec(value) ?? []
    if (!y) return issue(ctx, 'invalid_date_time')
    if (!zone) return issue(ctx, 'offset_required')
    const [year, month, day] = [Number(y), Number(mo), Number(d)]
    const offset = zone === 'Z' ? 0 : Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4))
    const real = month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month)
    if (!real || Number(h) > 23 || Number(mi) > 59 || Number(s) > 59 || offset > 14 * 60)
      return issue(ctx, 'invalid_date_time')
    if (year < 1) issue(ctx, 'out_of_range')
  })
  .meta({ format: 'date-time' })

/** A moment in an answer: always UTC with milliseconds. */
export const timestamp = z.iso.datetime()

/** A whole number that arithmetic on both sides keeps exact. */
export const integer = (min: number, max: number) =>
  z
    .number()
    .superRefine((value, ctx) => {
      if (!Number.isInteger(value) || value < min || value > max) issue(ctx, 'out_of_range')
    })
    .meta({ minimum: min, maximum: max, multipleOf: 1 })

const KEY = new RegExp(`^[A-Za-z0-9_-]{1,${LIMITS.metadataKeyLength}}$`)
const FORBIDDEN_KEYS = new Set(['__proto__', 'constructor', 'prototype'])

/** Flat custom attributes: string, finite number or boolean by key. */
export const metadata = z
  .unknown()
  .superRefine((value, ctx) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      return issue(ctx, 'expected_object')
    const entries = Object.entries(value)
    if (entries.length > LIMITS.metadataKeys) return issue(ctx, 'too_many_keys')
    for (const [key, entry] of entries) {
      if (FORBIDDEN_KEYS.has(key)) issue(ctx, 'key_not_allowed', [key])
      else if (!KEY.test(key)) issue(ctx, 'key_not_allowed')
      else checkScalar(key, entry, ctx)
    }
    if (new TextEncoder().encode(JSON.stringify(value)).length > LIMITS.metadataBytes) issue(ctx, 'too_large')
  })
  .transform(value => value as Record<string, string | number | boolean>)
  .meta({ type: 'object', additionalProperties: { type: ['string', 'number', 'boolean'] } })

function checkScalar(key: string, value: unknown, ctx: z.RefinementCtx) {
  if (typeof value === 'boolean') return
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) issue(ctx, 'not_finite', [key])
    else if (Number.isInteger(value) && !Number.isSafeInteger(value)) issue(ctx, 'unsafe_integer', [key])
  } else if (typeof value !== 'string') issue(ctx, 'expected_scalar', [key])
  else if (!value.isWellFormed()) issue(ctx, 'not_well_formed', [key])
  else if (value.includes('\0')) issue(ctx, 'control_character', [key])
  else if (codePoints(value) > LIMITS.metadataValueLength) issue(ctx, 'too_long', [key])
}

/** Attributes as they are answered. */
export const storedMetadata = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]))

/** Where a list goes on: opaque, signed, only good for the same list. */
export const cursor = z
  .string()
  .meta({ maxLength: LIMITS.cursorLength, description: '`nextCursor` of the page before' })

const QUERY_INTEGER = /^(0|[1-9]\d*)$/
/** How many items a page holds; comes as text in a query. */
export const limit = z
  .union([z.string(), z.number()])
  .superRefine((value, ctx) => {
    if (typeof value === 'string' && !QUERY_INTEGER.test(value)) return issue(ctx, 'expected_integer')
    if (!Number.isInteger(Number(value))) return issue(ctx, 'expected_integer')
    if (Number(value) < 1 || Number(value) > LIMITS.pageSize) issue(ctx, 'out_of_range')
  })
  .transform(Number)
  .meta({ type: 'integer', minimum: 1, maximum: LIMITS.pageSize, default: 30 })

/** Paging fields that every list takes. */
export const page = { cursor: cursor.optional(), limit: limit.optional() }

/** A page of a list. `nextCursor` is null on the last one. */
export const listOf = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable() })
