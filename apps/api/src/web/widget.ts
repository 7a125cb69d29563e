import path from 'node:path'
import type { Database } from '@halloo/db'
import type { Context, Hono } from 'hono'
import { asWidgetSettings } from '../features/settings/service.ts'
import { findByWidgetKey } from '../features/widget-sessions/site.ts'
import { notFound } from '../refusal.ts'
import { IMMUTABLE_HEADERS, PUBLIC_HEADERS } from './headers.ts'
import { TRANSPARENT } from './probe-files.ts'
import { type StaticFile, sendFile, staticFile } from './static-files.ts'
import { readWidgetBuilds } from './widget-builds.ts'

const MINUTE = { ...PUBLIC_HEADERS, 'cache-control': 'public, max-age=60, stale-while-revalidate=600' }
const SCRIPT = 'text/javascript; charset=utf-8'
const SILENT = 'console.warn("Halloo: this widget key is not known or is switched off.")\n'

export interface WidgetParts {
  root: string
  /** Where builds are kept that open pages may still ask for. */
  dataFolder: string
  publicUrl: string
  db: Database
  now(): Date
}

/** The loader with an organization's settings in it, and the chunks that it fetches later. */
export function mountWidget(app: Hono, { root, dataFolder, publicUrl, db, now }: WidgetParts) {
  const built = readWidgetBuilds(path.join(root, 'packages/widget/dist'), path.join(dataFolder, 'widget'))
  const textOf = (name: string) => built.get(name)?.bytes.toString('utf8')
  const loader = textOf('loader.js') ?? SILENT
  const extras = `(()=>{${textOf('extras.js') ?? ''};return extras.addExtras})()`
  const remembered = rememberTexts()

  async function configOf(key: string) {
    const organization = await findByWidgetKey(db, key)
    if (!organization?.chatIsActive) return undefined
    return { key, url: publicUrl, settings: asWidgetSettings(organization, now(), publicUrl) }
  }
  const sendText = (c: Context, text: string, type: string) => sendFile(c, remembered(text, type), MINUTE)
  const sendBuilt = (c: Context, name: string) => {
    const file = built.get(name)
    if (!file) throw notFound()
    return sendFile(c, file, IMMUTABLE_HEADERS)
  }

  app.get('/widget/assets/:file', c => sendBuilt(c, `assets/${c.req.param('file')}`))
  app.get('/widget/v/:version/loader.js', c => sendBuilt(c, `v/${c.req.param('version')}/loader.js`))
  app.get('/widget/pinned.json', c => sendText(c, textOf('pinned.json') ?? '{}', 'application/json'))
  app.get(`/widget/${TRANSPARENT.name}`, c => sendFile(c, TRANSPARENT, IMMUTABLE_HEADERS))

  app.get('/widget/:name{pk_[A-Za-z0-9_-]+\\.js}', async c => {
    const config = await configOf(c.req.param('name').slice(0, -'.js'.length))
    if (!config) return sendText(c, SILENT, SCRIPT)
    const { chatDisplay, chatGreetings } = config.settings
    const text = loader
      .replace('__HALLOO_CONFIG__', () => asScript(config))
      .replace('__HALLOO_EXTRAS__', () => (chatDisplay || chatGreetings ? extras : 'null'))
    return sendText(c, text, SCRIPT)
  })
  app.get('/widget/:name{pk_[A-Za-z0-9_-]+\\.json}', async c => {
    const config = await configOf(c.req.param('name').slice(0, -'.json'.length))
    if (!config) throw notFound()
    return sendText(c, JSON.stringify(config), 'application/json')
  })
}

const TEXTS = 1000

/** Texts that were sent before, with what they are when compressed; the oldest go first. */
function rememberTexts() {
  const known = new Map<string, StaticFile>()
  return (text: string, type: string) => {
    const file = known.get(text) ?? staticFile(Buffer.from(text), type)
    known.delete(text)
    known.set(text, file)
    for (const oldest of known.keys()) {
      if (known.size <= TEXTS) break
      known.delete(oldest)
    }
    return file
  }
}

/** JSON that is safe inside a script, whatever an owner has typed. */
const asScript = (value: unknown) =>
  JSON.stringify(value)
    .replaceAll('<', '\\u003c')
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029')
