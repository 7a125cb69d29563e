import { request } from 'node:http'
import { WebSocket as Ws } from 'ws'

/** How somebody reaches the house: by a port of their own, under the public name, with their headers. */
export interface Way {
  port: number
  /** Public host name, which the server demands. */
  host: string
  headers: Record<string, string>
}

const PATIENCE_MS = 10_000

/** A browser's WebSocket class that takes this way. */
export const webSocketBy = ({ host, headers }: Way) =>
  asBrowsers(
    class extends Ws {
      constructor(url: string, protocol: string) {
        super(url, protocol, { headers: { ...headers, host }, perMessageDeflate: false })
        // A connection that fails closes; there is nothing else to tell.
        this.on('error', () => {})
      }
    },
  )

/** `ws` keeps the shape of the browser's class; its types say so only in part. */
const asBrowsers = (kept: unknown) => kept as typeof WebSocket

/** `fetch` under a host name that is not the connection's, which Node's own does not allow. */
export const fetchBy =
  ({ port, host, headers }: Way): typeof fetch =>
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
          timeout: PATIENCE_MS,
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
