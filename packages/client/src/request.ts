import type { Answer, Input, Operation } from '@halloo/protocol'
import { offline, refusalOf } from './refusal.ts'

export interface RequestOptions {
  /** Origin of the API; empty for the page's own. */
  url: string
  /** Bearer token; without one, cookies of the same origin speak. */
  token?: (() => string | undefined) | undefined
  fetch?: typeof fetch | undefined
  /** Gives the question up. */
  signal?: AbortSignal
}

/** The parts of an input, whatever the operation. */
export interface Parts {
  params?: Record<string, string>
  query?: Record<string, unknown>
  body?: unknown
}

/** Asks over HTTP, as the contract's row says. */
export async function request<K extends Operation>(
  options: RequestOptions,
  op: K,
  input: Input<K>,
): Promise<Answer<K>> {
  const { body } = partsOf(input)
  const [method, address] = addressOf(op, input)
  const response = await (options.fetch ?? fetch)(options.url + address, {
    method,
    credentials: options.token ? 'omit' : 'same-origin',
    headers: headersOf(options, body === undefined ? {} : { 'content-type': 'application/json' }),
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(options.signal ? { signal: options.signal } : {}),
  }).catch(() => {
    throw offline()
  })
  const answer: unknown = await response.json().catch(() => undefined)
  if (!response.ok) throw refusalOf(response.status, answer)
  return answer as Answer<K>
}

/** Generic inputs as the plain parts they are made of. */
export const partsOf = (input: unknown): Parts => (typeof input === 'object' && input !== null ? input : {})

/** Method and address of an operation, parameters filled in. */
export function addressOf(op: Operation, input: unknown): [method: string, address: string] {
  const { params = {}, query = {} } = partsOf(input)
  const [method = '', path = ''] = op.split(' ')
  const filled = path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''))
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) if (value !== undefined) search.set(name, String(value))
  return [method, search.size ? `${filled}?${search}` : filled]
}

export function headersOf(options: RequestOptions, headers: Record<string, string>) {
  const token = options.token?.()
  return token ? { ...headers, authorization: `Bearer ${token}` } : headers
}
