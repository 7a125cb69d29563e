import path from 'node:path'
import type { Hono } from 'hono'
import { notFound } from '../refusal.ts'
import { readFolder, sendFile, staticFile } from './static-files.ts'

/** The demo shop, as a foreign site that carries the tag of the demo organization. */
export function mountDemo(app: Hono, root: string, publicUrl: string, widgetKey: () => string | undefined) {
  const built = readFolder(path.join(root, 'apps/demo/dist'))
  app.get('/demo', c => c.redirect('/demo/'))
  app.get('/demo/*', c => {
    const key = widgetKey()
    const name = decodeURIComponent(c.req.path.slice('/demo/'.length)) || 'index.html'
    const file =
      built.get(name) ??
      built.get(`${name.replace(/\/$/, '')}.html`) ??
      built.get(`${name.replace(/\/$/, '')}/index.html`)
    if (!file || !key) throw notFound()
    if (!file.type.startsWith('text/html'))
      return sendFile(c, file, { 'cache-control': 'public, max-age=3600' })
    const html = file.bytes
      .toString('utf8')
      .replaceAll('__HALLOO_ORIGIN__', publicUrl)
      .replaceAll('__HALLOO_KEY__', key)
    return sendFile(c, staticFile(Buffer.from(html), file.type), { 'cache-control': 'no-cache' })
  })
}
