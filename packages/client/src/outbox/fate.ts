import { Refusal, type RefusalCode } from '../refusal.ts'
import type { Fault } from './entry.ts'

const LATER: readonly RefusalCode[] = [
  'offline',
  'rate_limited',
  'request_timeout',
  // Whoever signs in again finds their words sent.
  'unauthenticated',
  'identity_required',
]
const FAULTS_FORGIVEN = 3

/** Whether a refusal will pass by itself. A fault of the server's is believed to, a few times. */
export const isLater = (error: unknown, faults: number): error is Refusal =>
  error instanceof Refusal &&
  (LATER.includes(error.code) ||
    (error.code === 'internal' ? faults <= FAULTS_FORGIVEN : error.status >= 500))

export function faultOf(error: unknown): Fault {
  if (!(error instanceof Refusal)) {
    console.error(error)
    return { code: 'internal', text: 'It could not be sent' }
  }
  const { newer, preChat } = error.problem ?? {}
  return {
    code: error.code,
    text: error.message,
    ...(newer ? { newer } : {}),
    ...(preChat ? { preChat } : {}),
  }
}
