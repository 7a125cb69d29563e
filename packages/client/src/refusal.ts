import type { Problem, ProblemCode } from '@halloo/protocol'

/** A problem code of the server, or `offline` where no answer came. */
export type RefusalCode = ProblemCode | 'offline'

/**
 * Why a call was not answered as wished.
 * @example
 * try { await client.call('GET /v1/settings', {}) }
 * catch (error) { if (error instanceof Refusal && error.code === 'offline') showStrip() }
 */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly status: number
  readonly code: RefusalCode
  readonly problem: Problem | undefined
  readonly retryAfterMs: number | undefined

  constructor(status: number, code: RefusalCode, problem?: Problem) {
    super(problem?.detail ?? problem?.title ?? code)
    this.status = status
    this.code = code
    this.problem = problem
    this.retryAfterMs = problem?.retryAfterMs
  }
}

/** No answer came: the network is away, or the socket dropped. */
export const offline = () => new Refusal(0, 'offline')

/** The refusal that a body of problem+json tells of; without one, the status must do. */
export function refusalOf(status: number, body: unknown): Refusal {
  return isProblem(body) ? new Refusal(status, body.code, body) : new Refusal(status, codeOf(status))
}

const isProblem = (body: unknown): body is Problem =>
  typeof body === 'object' && body !== null && 'code' in body && typeof body.code === 'string'

const codeOf = (status: number): ProblemCode =>
  status === 401
    ? 'unauthenticated'
    : status === 403
      ? 'forbidden'
      : status === 404
        ? 'not_found'
        : status === 413
          ? 'payload_too_large'
          : status === 429
            ? 'rate_limited'
            : status >= 502
              ? 'unavailable'
              : 'internal'
