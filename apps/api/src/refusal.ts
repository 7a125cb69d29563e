import {
  type FieldError,
  type Message,
  PROBLEMS,
  type PreChat,
  type Problem,
  type ProblemCode,
} from '@halloo/protocol'

interface More {
  detail?: string
  errors?: FieldError[]
  retryAfterMs?: number
  /** The replies that the writer had not seen. */
  newer?: Message[]
  /** What is asked before a conversation. */
  preChat?: PreChat
}

/** A refusal with a stable code; everything else that is thrown is a fault of ours. */
export class Refusal extends Error {
  readonly code: ProblemCode
  readonly errors: FieldError[] | undefined
  readonly detail: string | undefined
  readonly retryAfterMs: number | undefined
  readonly newer: Message[] | undefined
  readonly preChat: PreChat | undefined

  constructor(code: ProblemCode, more: More = {}) {
    super(code)
    this.code = code
    this.detail = more.detail
    this.errors = more.errors
    this.retryAfterMs = more.retryAfterMs
    this.newer = more.newer
    this.preChat = more.preChat
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
    ...(refusal.newer && { newer: refusal.newer }),
    ...(refusal.preChat && { preChat: refusal.preChat }),
    requestId,
  }
}
