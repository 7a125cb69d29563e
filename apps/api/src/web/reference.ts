import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import type { Hono } from 'hono'
import { openApiDocument } from '../door/openapi.ts'
import { notFound } from '../refusal.ts'
import { mountProblemsPage } from './problems-page.ts'
import { sendFile, staticFile } from './static-files.ts'

const ASSETS: Record<string, string> = {
  'swagger-ui.css': 'text/css; charset=utf-8',
  'swagger-ui-bundle.js': 'text/javascript; charset=utf-8',
}

const START = `SwaggerUIBundle({ url: '/v1/openapi.json', dom_id: '#reference', deepLinking: true, validatorUrl: null, supportedSubmitMethods: [] })`

const PAGE = `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>API reference · Halloo</title><link rel="stylesheet" href="/docs/swagger-ui.css">
<div id="reference"></div><script src="/docs/swagger-ui-bundle.js"></script><script src="/docs/start.js"></script></html>`

/** The API's own description, and a page to read it on; every asset comes from here. */
export function mountReference(app: Hono, publicUrl: string) {
  let document: string | undefined
  app.get('/v1/openapi.json', c => {
    document ??= JSON.stringify(openApiDocument(publicUrl))
    return c.body(document, 200, {
      'content-type': 'application/json',
      'cache-control': 'public, max-age=300',
    })
  })
  app.get('/docs', c =>
    c.html(PAGE, 200, {
      'content-security-policy':
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; frame-ancestors 'none'",
    }),
  )
  app.get('/docs/start.js', c => c.body(START, 200, { 'content-type': 'text/javascript; charset=utf-8' }))
  mountProblemsPage(app)
  app.get('/docs/:file', c => {
    const name = c.req.param('file')
    const type = ASSETS[name]
    if (!type) throw notFound()
    const folder = path.dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'))
    return sendFile(c, staticFile(readFileSync(path.join(folder, name)), type), {
      'cache-control': 'public, max-age=86400',
    })
  })
}
