import { LIMITS } from '@halloo/protocol'
import { Refusal } from '../refusal.ts'

/** The query of an address as plain fields: each at most once, all of them well-formed. */
export function readQuery(url: string): Record<string, string> {
  const start = url.indexOf('?')
  if (start < 0) return {}
  const pairs = url
    .slice(start + 1)
    .split('&')
    .filter(Boolean)
  if (pairs.length > LIMITS.queryParameters)
    throw new Refusal('validation_failed', { errors: [{ pointer: '/query', code: 'too_many' }] })
  const query: Record<string, string> = Object.create(null)
  for (const pair of pairs) {
    const [name = '', ...rest] = pair.split('=')
    const key = decode(name)
    if (key in query)
      throw new Refusal('validation_failed', { errors: [{ pointer: `/query/${key}`, code: 'repeated' }] })
    query[key] = decode(rest.join('='))
  }
  return query
}

function decode(text: string) {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    throw new Refusal('invalid_encoding')
  }
}
