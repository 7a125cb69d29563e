import path from 'node:path'
import type { Database } from '@halloo/db'
import type { Hono } from 'hono'
import { asWidgetSettings } from '../features/settings/service.ts'
import { findByWidgetKey } from '../features/widget-sessions/site.ts'
import { notFound } from '../refusal.ts'
import { readFolder, sendFile, staticFile } from './static-files.ts'

const PUBLIC = {
  'access-control-allow-origin': '*',
  'cross-origin-resource-policy': 'cross-origin',
  'timing-allow-origin': '*',
  'x-content-type-options': 'nosniff',
}
const IMMUTABLE = { ...PUBLIC, 'cache-control': 'public, max-age=31536000, immutable' }
const MINUTE = { ...PUBLIC, 'cache-control': 'public, max-age=60, stale-while-revalidate=600' }
const SILENT = 'console.warn("Halloo: this widget key is not known or is switched off.")\n'
const PLACE = '__HALLOO_CONFIG__'

/** The loader with an organization's settings in it, and the chunks that it fetches later. */
export function mountWidget(app: Hono, root: string, db: Database, now: () => Date) {
  const built = readFolder(path.join(root, 'packages/widget/dist'))
  const loader = built.get('loader.js')?.bytes.toString('utf8') ?? SILENT

  app.get('/widget/assets/:file', c => {
    const file = built.get(`assets/${c.req.param('file')}`)
    if (!file) throw notFound()
    return sendFile(c, file, IMMUTABLE)
  })
  app.get('/widget/v/:version/loader.js', c => {
    const text = loader.replace(PLACE, 'null')
    return sendFile(c, staticFile(Buffer.from(text), 'text/javascript; charset=utf-8'), IMMUTABLE)
  })
  app.get('/widget/:name{pk_[A-Za-z0-9_-]+\\.js}', async c => {
    const key = c.req.param('name').slice(0, -3)
    const organization = await findByWidgetKey(db, key)
    const text = organization?.chatIsActive
      ? loader.replace(PLACE, () => asScript({ key, settings: asWidgetSettings(organization, now()) }))
      : SILENT
    return sendFile(c, staticFile(Buffer.from(text), 'text/javascript; charset=utf-8'), MINUTE)
  })
}

/** JSON that is safe inside a script, whatever an owner has typed. */
const asScript = (value: unknown) =>
  JSON.stringify(value)
    .replaceAll('<', '\\u003c')
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029')
