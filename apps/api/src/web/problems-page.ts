import { PROBLEMS } from '@halloo/protocol'
import type { Hono } from 'hono'

/** Where the `type` of a problem leads: every code with its status and meaning. */
export function mountProblemsPage(app: Hono) {
  const rows = Object.entries(PROBLEMS).map(
    ([code, [status, title]]) => `<tr id="${code}"><td><code>${code}</code><td>${status}<td>${title}</tr>`,
  )
  const page = `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Problems · Halloo</title><style>
:root{color-scheme:light dark;font:14px/1.5 system-ui}body{max-width:720px;margin:32px auto;padding:0 16px}
td,th{text-align:start;padding:4px 16px 4px 0}:target{background:color-mix(in srgb,currentColor 12%,transparent)}</style>
<h1>Problems</h1><p>Every refusal is <code>application/problem+json</code> with one of these codes.</p>
<table><thead><tr><th>Code<th>Status<th>Meaning<tbody>${rows.join('')}</table></html>`
  app.get('/docs/problems', c =>
    c.html(page, 200, {
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
    }),
  )
}
