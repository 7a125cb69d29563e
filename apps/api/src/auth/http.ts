import type { Context, Hono } from 'hono'
import { Refusal } from '../refusal.ts'
import type { Auth } from './auth.ts'

interface AuthHttpParts {
  auth: Auth
  addressOf(c: Context): string
  /** Sessions or memberships may have changed. */
  changed(): void
}

const MOST_BYTES = 64 * 1024

/** Better Auth's own routes. The caller's address is told by us, never by the caller. */
export function mountAuth(app: Hono, { auth, addressOf, changed }: AuthHttpParts) {
  app.on(['GET', 'POST'], '/api/auth/*', async c => {
    if (Number(c.req.header('content-length') ?? 0) > MOST_BYTES) throw new Refusal('payload_too_large')
    const headers = new Headers(c.req.raw.headers)
    headers.set('x-client-ip', addressOf(c))
    const body = c.req.method === 'POST' ? await c.req.arrayBuffer() : null
    const response = await auth.handler(new Request(c.req.url, { method: c.req.method, headers, body }))
    if (c.req.method === 'POST') changed()
    if (c.req.path.endsWith('/sign-out')) response.headers.set('clear-site-data', '"cache", "storage"')
    response.headers.set('cache-control', 'no-store')
    response.headers.set('x-content-type-options', 'nosniff')
    return response
  })
}
