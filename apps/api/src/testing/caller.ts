import type { Answer, Input, Operation, Problem } from '@halloo/protocol'
import type { House } from './house.ts'

export interface Response_<T> {
  status: number
  body: T
  headers: Headers
}

export interface Caller {
  baseUrl: string
  headers: Record<string, string>
  /** Calls over HTTP, whatever comes of it. */
  raw(op: string, input?: Loose): Promise<Response_<unknown>>
  /** Calls over HTTP and expects it to be done. */
  call<K extends Operation>(op: K, input?: Partial<Input<K>> & Loose): Promise<Response_<Answer<K>>>
  /** Calls over HTTP and expects a refusal. */
  refused(op: Operation, input?: Loose): Promise<Response_<Problem>>
}

/** What a test may send although the contract does not allow it. */
export interface Loose {
  params?: Record<string, string>
  query?: unknown
  body?: unknown
  headers?: Record<string, string>
}

/** A client of the API with fixed headers. */
export function callerOf(house: House, headers: Record<string, string>): Caller {
  const send = async (op: string, input: Loose = {}) => {
    const [method = '', path = ''] = op.split(' ')
    const address = path.replaceAll(/:(\w+)/g, (_, name: string) =>
      encodeURIComponent(input.params?.[name] ?? ''),
    )
    const query = input.query ? `?${new URLSearchParams(input.query as Record<string, string>)}` : ''
    const response = await fetch(house.server.url + address + query, {
      method,
      headers: {
        ...headers,
        ...(input.body !== undefined && { 'content-type': 'application/json' }),
        ...input.headers,
      },
      ...(input.body !== undefined && { body: JSON.stringify(input.body) }),
    })
    const text = await response.text()
    return { status: response.status, body: text ? JSON.parse(text) : null, headers: response.headers }
  }
  return {
    baseUrl: house.server.url,
    headers,
    raw: send,
    async call(op, input) {
      const response = await send(op, input as Loose)
      if (response.status >= 300)
        throw new Error(`${op} → ${response.status} ${JSON.stringify(response.body)}`)
      return response
    },
    async refused(op, input) {
      const response = await send(op, input)
      if (response.status < 400) throw new Error(`${op} → ${response.status}, expected a refusal`)
      return response
    },
  }
}
