import { request } from 'node:http'

/** How somebody reaches the house: by a port of their own, under the public name, with their headers. */
export interface Way {
  port: number
  /** Public host name, which the server demands. */
  host: string
  headers: Record<string, string>
  /** How long a request may go unanswered. */
  patienceMs?: number
}

const PATIENCE_MS = 10_000

/** `fetch` under a host name that is not the connection's, which Node's own does not allow. */
export const fetchBy =
  ({ port, host, headers, patienceMs = PATIENCE_MS }: Way): typeof fetch =>
  (input, init) =>
    new Promise<Response>((resolve, reject) => {
      const { pathname, search } = new URL(String(input))
      const asked = request(
        {
          port,
          host: '127.0.0.1',
          path: pathname + search,
          method: init?.method ?? 'GET',
          headers: { ...Object.fromEntries(new Headers(init?.headers)), ...headers, host },
          timeout: patienceMs,
        },
        answer => {
          const chunks: Buffer[] = []
          answer.on('data', chunk => chunks.push(chunk))
          answer.on('error', reject)
          answer.on('end', () =>
            resolve(
              new Response(Buffer.concat(chunks), {
                status: answer.statusCode ?? 500,
                headers: { 'retry-after': answer.headers['retry-after'] ?? '' },
              }),
            ),
          )
        },
      )
      asked.on('error', reject).on('timeout', () => asked.destroy(new Error('no answer')))
      asked.end(init?.body ?? undefined)
    })
