import type { Context, Hono } from 'hono'
import type { Mailer } from '../mail/mailer.ts'
import { notFound } from '../refusal.ts'

/** Saved mails, for whoever sits at this machine: there is no mail server to send them by. */
export function mountMailPage(app: Hono, mailer: Mailer, isLocal: (c: Context) => boolean) {
  app.get('/mail', c => {
    if (!isLocal(c)) throw notFound()
    if (c.req.query('format') === 'json') return c.json(mailer.saved(), 200, { 'cache-control': 'no-store' })
    const mails = mailer.saved().map(
      mail => `<article><h2>${plain(mail.subject)}</h2><p>To ${plain(mail.to)} · <time>${mail.at.toISOString()}</time></p>
        <pre>${linked(mail.text)}</pre></article>`,
    )
    return c.html(page(mails.join('') || '<p>No mail yet. What Halloo would send appears here.</p>'), 200, {
      'cache-control': 'no-store',
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
      'referrer-policy': 'no-referrer',
    })
  })
}

const page = (
  body: string,
) => `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Mail · Halloo</title><style>
:root{color-scheme:light dark;font:14px/1.5 system-ui}body{max-width:720px;margin:32px auto;padding:0 16px}
article{border-top:1px solid color-mix(in srgb,currentColor 20%,transparent);padding:8px 0}h2{font-size:16px;margin:8px 0 0}
p{margin:2px 0;opacity:.75}pre{white-space:pre-wrap;overflow-wrap:anywhere;font:inherit}</style>
<h1>Saved mail</h1>${body}</html>`

const plain = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
const linked = (text: string) =>
  plain(text).replaceAll(/https?:\/\/[^\s<]+/g, url => `<a href="${url}">${url}</a>`)
