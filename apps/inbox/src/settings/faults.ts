import type { FieldError } from '@halloo/protocol'
import type { FieldCode } from '@halloo/protocol/constants'

type Words = Partial<Record<FieldCode, string>>

const WORDS: Words = {
  required: 'This is missing.',
  blank: 'Write something here.',
  too_long: 'This is too long.',
  too_many: 'There are too many of them.',
  too_short: 'There are too few of them.',
  out_of_range: 'This number is too small or too large.',
  repeated: 'This comes twice.',
  not_allowed_value: 'This cannot be chosen.',
  key_not_allowed: 'This name cannot be used.',
  expected_integer: 'Write a whole number.',
  control_character: 'There are characters in it that cannot be shown.',
  not_well_formed: 'There are characters in it that cannot be shown.',
  invalid_url: 'This is not an address.',
  invalid_date_time: 'Write hours and minutes.',
  unknown_time_zone: 'This time zone is not known.',
}

/** What the server has refused, by field. */
export interface Faults {
  count: number
  /** What is wrong at a pointer. @param special words that say it better there */
  at(pointer: string, special?: Words): string | undefined
  /** What is wrong with the first one below a pointer, and which value that is. */
  below(pointer: string, special?: Words): string | undefined
  /** Whether anything at a pointer or below it was refused. */
  touches(pointer: string): boolean
}

/**
 * A fault stands for as long as its field holds what was refused, wherever else something changes.
 * @param sent the body that was refused
 * @param now the same body as it would be sent now
 */
export function faultsOf(errors: readonly FieldError[], sent: unknown, now: unknown): Faults {
  const live = errors.filter(({ pointer }) => same(valueAt(sent, pointer), valueAt(now, pointer)))
  const say = (error: FieldError | undefined, special: Words = {}) =>
    error && (special[error.code] ?? WORDS[error.code] ?? 'This was not accepted.')
  return {
    count: live.length,
    at: (pointer, special) =>
      say(
        live.find(error => error.pointer === pointer),
        special,
      ),
    below(pointer, special) {
      const error = live.find(error => error.pointer.startsWith(`${pointer}/`))
      const words = say(error, special)
      return error && words && `“${String(valueAt(now, error.pointer))}”: ${words}`
    },
    touches: pointer => live.some(error => `${error.pointer}/`.startsWith(`${pointer}/`)),
  }
}

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)

/** @example valueAt({ a: ['x'] }, '/a/0') // 'x' */
function valueAt(body: unknown, pointer: string): unknown {
  const steps = pointer.split('/').slice(1)
  return steps.reduce<unknown>(
    (value, step) =>
      typeof value === 'object' && value !== null
        ? (value as Record<string, unknown>)[step.replaceAll('~1', '/').replaceAll('~0', '~')]
        : undefined,
    body,
  )
}
