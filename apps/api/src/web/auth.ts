import type { Context, Hono } from 'hono'
import type { Auth } from '../auth/auth.ts'
import { asProblem } from '../auth/problems.ts'
import { TAKES_MEMBERS, type Turnstile } from '../auth/turnstile.ts'
import { readBytes } from '../door/read-body.ts'
import { Refusal } from '../refusal.ts'
import { API_HEADERS } from './headers.ts'

interface AuthHttpParts {
  auth: Auth
  oneAtATime: Turnstile
  addressOf(c: Context): string
  requestIdOf(c: Context): string
  /** Whether the database answers. */
  beats(): Promise<boolean>
  /** Sessions or memberships may have changed. */
  changed(): void
}

const MOST_BYTES = 64 * 1024

/** Better Auth's own routes. The caller's address is told by us, never by the caller. */
export function mountAuth(
  app: Hono,
  { auth, oneAtATime, addressOf, requestIdOf, beats, changed }: AuthHttpParts,
) {
  app.on(['GET', 'POST'], '/api/auth/*', async c => {
    const headers = new Headers(c.req.raw.headers)
    headers.set('x-client-ip', addressOf(c))
    const body = c.req.method === 'POST' ? await readBytes(c.req.raw, MOST_BYTES) : null
    const request = new Request(c.req.url, { method: c.req.method, headers, body })
    const handle = () => auth.handler(request)
    const answer = await (TAKES_MEMBERS.test(c.req.path) ? oneAtATime(handle) : handle())
    // Better Auth says of every fault that it is one, and not which.
    if (answer.status >= 500 && !(await beats())) throw new Refusal('unavailable', { retryAfterMs: 2000 })
    const response = answer.status < 400 ? answer : await asProblem(answer, requestIdOf(c))
    if (c.req.method === 'POST' && answer.status < 400) changed()
    if (c.req.path.endsWith('/sign-out')) response.headers.set('clear-site-data', '"cache", "storage"')
    for (const [name, value] of Object.entries(API_HEADERS)) response.headers.set(name, value)
    return response
  })
}
