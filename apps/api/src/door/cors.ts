import type { Context } from 'hono'

// Widgets stand on other sites. No answer ever allows credentials; who may is judged by key, token and origin.

/** Answers a preflight for everybody: it says nothing, the request that follows is judged. */
export function preflight(c: Context, methods: readonly string[]) {
  return c.body(null, 204, {
    'access-control-allow-origin': '*',
    'access-control-allow-methods': methods.join(', '),
    'access-control-allow-headers': 'authorization, content-type',
    'access-control-max-age': '600',
    vary: 'Origin',
  })
}

/** Lets the page read the answer. */
export function corsHeaders(c: Context): [string, string][] {
  const origin = c.req.header('origin')
  return origin
    ? [
        ['access-control-allow-origin', origin],
        ['access-control-expose-headers', 'retry-after, x-request-id'],
        ['vary', 'Origin'],
      ]
    : []
}
