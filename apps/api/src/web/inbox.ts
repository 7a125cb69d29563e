import path from 'node:path'
import type { Hono } from 'hono'
import { notFound } from '../refusal.ts'
import { inboxHeaders } from './headers.ts'
import { readFolder, sendFile } from './static-files.ts'

const PAGES =
  /^\/(?:$|sign-in|sign-up|forgot-password|reset-password|accept-invitation\/|verify|queue|mine|all|ended|departments\/|settings|welcome)/

/** The inbox: one page for all of its addresses, on its own name only. */
export function mountInbox(app: Hono, root: string, publicUrl: string, filesUrl: string) {
  const built = readFolder(path.join(root, 'apps/inbox/dist'))
  const own = new URL(publicUrl)
  const headers = inboxHeaders(own.origin.replace(/^http/, 'ws'), new URL(filesUrl).origin)
  app.get('*', c => {
    const name = c.req.path.slice(1)
    const file = built.get(name)
    if (file && name !== 'index.html') {
      const cache = name.startsWith('assets/')
        ? 'public, max-age=31536000, immutable'
        : 'public, max-age=3600'
      return sendFile(c, file, { 'cache-control': cache, 'x-content-type-options': 'nosniff' })
    }
    const page = built.get('index.html')
    if (!page || !PAGES.test(c.req.path)) throw notFound()
    // Cookies belong to a host: the inbox lives on one name, the demo shop on the other.
    if (c.req.header('host') !== own.host) return c.redirect(own.origin + c.req.path)
    return sendFile(c, page, headers)
  })
}
