import { Refusal } from '../refusal.ts'

/** What PostgreSQL says, found below drizzle's own error. https://www.postgresql.org/docs/current/errcodes-appendix.html */
export function sqlState(error: unknown): string | undefined {
  for (let at: unknown = error; at instanceof Error; at = at.cause)
    if ('code' in at && typeof at.code === 'string') return at.code
  return undefined
}

const RETRY = new Set(['40P01', '40001'])
/** A deadlock or a serialization failure: nothing was done, so doing it again is harmless. */
export const mayRetry = (error: unknown) => RETRY.has(sqlState(error) ?? '')

export const isUniqueViolation = (error: unknown) => sqlState(error) === '23505'

const UNAVAILABLE = /^(08|57P0|53|57014|55P03|ECONN|CONNECT|CONNECTION|EPIPE|ETIMEDOUT)/

/** The database cannot be reached, or gave up: whether anything was done is not known. */
export const isAway = (error: unknown) => UNAVAILABLE.test(sqlState(error) ?? '')

/** A database that is away or overloaded is a refusal; everything else stays the fault that it is. */
export function asRefusal(error: unknown): unknown {
  if (error instanceof Refusal) return error
  const state = sqlState(error)
  // What it refers to was there a moment ago.
  if (state === '23503') return new Refusal('conflict')
  if (state && UNAVAILABLE.test(state)) return new Refusal('unavailable', { retryAfterMs: 2000 })
  return error
}
