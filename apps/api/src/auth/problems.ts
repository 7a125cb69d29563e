import type { ProblemCode } from '@halloo/protocol'
import { Refusal, toProblem } from '../refusal.ts'

// Better Auth refuses in its own words; whoever calls us reads one kind of refusal.

const BY_STATUS: Record<number, ProblemCode> = {
  401: 'unauthenticated',
  403: 'forbidden',
  404: 'not_found',
  409: 'conflict',
  413: 'payload_too_large',
  415: 'unsupported_media_type',
  422: 'validation_failed',
  429: 'rate_limited',
}

const BY_CODE: Record<string, ProblemCode> = {
  EMAIL_NOT_VERIFIED: 'email_verification_required',
  EMAIL_VERIFICATION_REQUIRED: 'email_verification_required',
  EMAIL_VERIFICATION_REQUIRED_BEFORE_ACCEPTING_OR_REJECTING_INVITATION: 'email_verification_required',
  // Said where somebody asks about an organization that is not theirs.
  MEMBER_NOT_FOUND: 'forbidden',
  USER_IS_NOT_A_MEMBER_OF_THE_ORGANIZATION: 'forbidden',
  INVALID_ORIGIN: 'csrf_rejected',
  MISSING_OR_NULL_ORIGIN: 'csrf_rejected',
}

/** A refusal of Better Auth as problem+json; `message` stays, because its own clients look for it. */
export async function asProblem(response: Response, requestId: string): Promise<Response> {
  const { code, message } = await readReason(response)
  const problem = toProblem(new Refusal(codeOf(response.status, code)), requestId)
  const headers = new Headers({ 'content-type': 'application/problem+json' })
  const retryAfter = response.headers.get('x-retry-after')
  if (retryAfter) headers.set('retry-after', retryAfter)
  for (const cookie of response.headers.getSetCookie()) headers.append('set-cookie', cookie)
  const body = response.status < 500 && message ? { ...problem, detail: message, message } : problem
  return new Response(JSON.stringify(body), { status: problem.status, headers })
}

const codeOf = (status: number, code: string): ProblemCode =>
  BY_CODE[code] ?? BY_STATUS[status] ?? (status < 500 ? 'bad_request' : 'internal')

async function readReason(response: Response): Promise<{ code: string; message: string }> {
  const reason: unknown = await response.json().catch(() => null)
  const text = (name: string) =>
    typeof reason === 'object' && reason !== null && name in reason
      ? String((reason as Record<string, unknown>)[name])
      : ''
  return { code: text('code'), message: text('message') }
}
