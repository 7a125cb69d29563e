import type { Hono } from 'hono'
import { notFound } from '../refusal.ts'
import type { SignedLinks } from '../storage/signed-links.ts'
import type { Storage } from '../storage/storage.ts'
import { FILE_HEADERS } from './headers.ts'

const SHOWN = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp'])

/** As RFC 8187 writes a name: these four are left alone by `encodeURIComponent`. */
const encoded = (name: string) =>
  encodeURIComponent(name).replace(/['()*]/g, c => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)

/** Files behind signed links. Only raster images are shown, everything else is saved. */
export function mountFiles(app: Hono, storage: Storage, links: SignedLinks, now: () => Date) {
  app.get('/files/:token', async c => {
    const file = links.verify(c.req.param('token'), now())
    const bytes = await storage.get(file.storageKey)
    if (!bytes) throw notFound()
    const shown = SHOWN.has(file.contentType)
    return c.body(bytes, 200, {
      ...FILE_HEADERS,
      'access-control-allow-origin': '*',
      'content-type':
        shown || /^(audio|video)\//.test(file.contentType) ? file.contentType : 'application/octet-stream',
      'content-disposition': `${shown ? 'inline' : 'attachment'}; filename*=UTF-8''${encoded(file.fileName)}`,
    })
  })
}
