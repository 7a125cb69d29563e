import { FIELD_CODES, type FieldCode, type FieldError, type Row } from '@halloo/protocol'
import type { z } from 'zod'
import { notFound, Refusal } from '../refusal.ts'

/** Checks the three parts of a request against its row. A malformed id in the path is just not found. */
export function validate(row: Row, input: { params?: unknown; query?: unknown; body?: unknown }) {
  const params = row.params?.safeParse(input.params ?? {})
  if (params && !params.success) throw notFound()
  const query = row.query?.safeParse(input.query ?? {})
  const body = row.body?.safeParse(input.body)
  const errors = [
    ...(query?.success === false ? fieldErrors(query.error, input.query ?? {}, '/query') : []),
    ...(body?.success === false ? fieldErrors(body.error, input.body, '') : []),
  ]
  if (!row.query && input.query && Object.keys(input.query).length > 0)
    errors.push(
      ...Object.keys(input.query).map(name => ({
        pointer: `/query/${pointerPart(name)}`,
        code: 'unknown_parameter' as const,
      })),
    )
  if (errors.length > 0) throw new Refusal('validation_failed', { errors })
  return { params: params?.data, query: query?.data, body: body?.data }
}

/** JSON pointers of what is wrong. https://www.rfc-editor.org/rfc/rfc6901 */
function fieldErrors(error: z.ZodError, input: unknown, prefix: string): FieldError[] {
  return error.issues.flatMap(issue => {
    const at = prefix + issue.path.map(part => `/${pointerPart(String(part))}`).join('')
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map(
        (key): FieldError => ({
          pointer: `${at}/${pointerPart(key)}`,
          code: prefix ? 'unknown_parameter' : 'unknown_field',
        }),
      )
    return [{ pointer: at, code: codeOf(issue, input), ...suggestionOf(issue) }]
  })
}

/** A name as one part of a JSON pointer. */
export const pointerPart = (part: string) => part.replaceAll('~', '~0').replaceAll('/', '~1')

const EXPECTED: Record<string, FieldCode> = {
  string: 'expected_string',
  object: 'expected_object',
  record: 'expected_object',
  array: 'expected_array',
  boolean: 'expected_boolean',
  number: 'expected_integer',
  int: 'expected_integer',
}

function codeOf(issue: z.core.$ZodIssue, input: unknown): FieldCode {
  if (issue.code === 'custom') return asFieldCode(issue.params?.code)
  const given = issue.path.reduce<unknown>(
    (value, part) => (value as Record<PropertyKey, unknown> | null | undefined)?.[part],
    input,
  )
  if (issue.code === 'invalid_type') {
    if (given === undefined && issue.path.length > 0) return 'required'
    if (issue.expected === 'number' && typeof given === 'number') return 'not_finite'
    return EXPECTED[issue.expected] ?? 'expected_object'
  }
  if (issue.code === 'invalid_value' || issue.code === 'invalid_union')
    return given === undefined ? 'required' : 'not_allowed_value'
  if (issue.code === 'invalid_format') return asFieldCode(issue.message)
  if (issue.code === 'too_big')
    return issue.origin === 'array' ? 'too_many' : issue.origin === 'string' ? 'too_long' : 'out_of_range'
  if (issue.code === 'too_small') return issue.origin === 'string' ? 'blank' : 'out_of_range'
  return 'not_allowed_value'
}

const suggestionOf = (issue: z.core.$ZodIssue) =>
  issue.code === 'custom' && typeof issue.params?.suggestion === 'string'
    ? { suggestion: issue.params.suggestion }
    : {}

const asFieldCode = (code: unknown): FieldCode =>
  FIELD_CODES.find(known => known === code) ?? 'not_allowed_value'
