import { type FieldCode, PROBLEMS, type Problem, type ProblemCode } from '@halloo/protocol'

/** A refusal with a stable code; everything else that is thrown is a fault of ours. */
export class Refusal extends Error {
  readonly code: ProblemCode
  readonly errors: { pointer: string; code: FieldCode }[] | undefined
  readonly detail: string | undefined
  readonly retryAfterMs: number | undefined

  constructor(
    code: ProblemCode,
    more: { detail?: string; errors?: { pointer: string; code: FieldCode }[]; retryAfterMs?: number } = {},
  ) {
    super(code)
    this.code = code
    this.detail = more.detail
    this.errors = more.errors
    this.retryAfterMs = more.retryAfterMs
  }
}

export const notFound = () => new Refusal('not_found')

/** The refusal as problem+json. https://www.rfc-editor.org/rfc/rfc9457 */
export function toProblem(refusal: Refusal, requestId: string): Problem {
  const [status, title] = PROBLEMS[refusal.code]
  return {
    type: `/docs/problems#${refusal.code}`,
    title,
    status,
    code: refusal.code,
    ...(refusal.detail !== undefined && { detail: refusal.detail }),
    ...(refusal.errors && { errors: refusal.errors }),
    ...(refusal.retryAfterMs !== undefined && { retryAfterMs: refusal.retryAfterMs }),
    requestId,
  }
}
