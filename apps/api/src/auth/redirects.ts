import { APIError, createAuthMiddleware } from 'better-auth/api'

const REDIRECTS = ['redirectTo', 'callbackURL', 'errorCallbackURL', 'newUserCallbackURL']
// Browsers drop tabs and line breaks from an address and take a backslash for a slash, also where they come encoded.
const BENT = /[\\\p{Cc}]|%(?:0[0-9a-f]|1[0-9a-f]|7f|5c|2f)/iu

/** Refuses addresses to return to that a browser would read differently from Better Auth. */
export const refuseBentRedirects = createAuthMiddleware(async ctx => {
  const given: Record<string, unknown> = { ...ctx.query, ...ctx.body }
  for (const name of REDIRECTS) {
    const address = given[name]
    if (typeof address === 'string' && BENT.test(address.split('?')[0] ?? ''))
      throw new APIError('BAD_REQUEST', { code: 'INVALID_REDIRECT', message: 'Invalid address to return to' })
  }
})
