import { type Database, forOrganization, systemOf, tables } from '@halloo/db'
import { and, eq } from 'drizzle-orm'
import type { Context, Hono } from 'hono'
import { html } from 'hono/html'
import type { MailLinks } from '../auth/mail-links.ts'
import { isAllowedOrigin, type Places } from '../auth/origin.ts'
import { speakAsAsked, type Words } from '../words/speak.ts'

const { conversations, mailAddresses, mails, organizations } = tables

interface MailedLinksParts {
  db: Database
  links: MailLinks
  publicUrl: string
  now(): Date
}

/** Where the links in mails lead: back to the website, and to no more mails. */
export function mountMailedLinks(app: Hono, parts: MailedLinksParts) {
  // A browser takes what stands behind `#` along to where it is sent; the server never sees it.
  app.get('/back/:organization/:mail', async c => {
    const { organization, mail } = c.req.param()
    const to = await readWayBack(parts, `org_${organization}`, `mail_${mail}`)
    if (to) return c.body(null, 302, { ...HEADERS, location: to })
    return show(c, 404, words => [words.gone, words.goneHint])
  })
  // Programs look at every link in a mail: looking changes nothing.
  app.get('/unsubscribe/:token', c => {
    if (!parts.links.readStop(c.req.param('token'))) return unknown(c)
    return show(c, 200, words => [
      words.stopAsk,
      words.stopAskHint,
      html`<form method="post"><button>${words.stopYes}</button></form>`,
    ])
  })
  app.post('/unsubscribe/:token', async c => {
    const stop = parts.links.readStop(c.req.param('token'))
    if (!stop) return unknown(c)
    await stopMails(parts, stop)
    return show(c, 200, words => [words.stopped, words.stoppedHint])
  })
}

const unknown = (c: Context) => show(c, 404, words => [words.unknown, words.unknownHint])

/** The page where the conversation began if the chat may still be there, else the organization's own site. */
async function readWayBack({ db, publicUrl }: MailedLinksParts, organizationId: string, mailId: string) {
  const [found] = await forOrganization(db, systemOf(organizationId), tx =>
    tx
      .select({
        pageUrl: conversations.pageUrl,
        chatDomain: organizations.chatDomain,
        chatAllowedDomains: organizations.chatAllowedDomains,
      })
      .from(mails)
      .innerJoin(
        conversations,
        and(
          eq(conversations.organizationId, mails.organizationId),
          eq(conversations.id, mails.conversationId),
        ),
      )
      .innerJoin(organizations, eq(organizations.id, mails.organizationId))
      .where(eq(mails.id, mailId)),
  )
  return found && wayBack(found.pageUrl, found, publicUrl)
}

/** @returns undefined where the organization names no website */
export function wayBack(pageUrl: string | null, places: Places, own: string): string | undefined {
  if (pageUrl && isAllowedOrigin(new URL(pageUrl).origin, places, own)) return pageUrl
  if (places.chatDomain) return `https://${places.chatDomain}/`
  const [site] = places.chatAllowedDomains
  return site && `${site}/`
}

const stopMails = (
  { db, now }: MailedLinksParts,
  { organizationId, addressHash }: { organizationId: string; addressHash: string },
) =>
  forOrganization(db, systemOf(organizationId), tx => {
    const { organizationId: tenant, addressHash: hash } = mailAddresses
    return tx
      .insert(mailAddresses)
      .values({ addressHash, stoppedAt: now() })
      .onConflictDoUpdate({ target: [tenant, hash], set: { stoppedAt: now() } })
  })

const HEADERS = {
  'cache-control': 'no-store',
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
}

type Said = [title: string, text: string, more?: unknown]

/** Whoever follows a link may be known no more: their browser says what they read. */
function show(c: Context, status: 200 | 404, say: (words: Words) => Said) {
  const { words, locale, direction } = speakAsAsked(c.req.header('accept-language'))
  const [title, text, more = ''] = say(words)
  return c.html(
    html`<!doctype html><html lang="${locale}" dir="${direction}"><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="robots" content="noindex"><title>${title}</title><style>
:root{color-scheme:light dark;font:16px/1.5 system-ui}body{max-width:480px;margin:15vh auto;padding:0 24px}
h1{font-size:24px;line-height:1.3;margin:0 0 8px;text-wrap:balance}p{margin:0 0 24px;opacity:.8}
button{font:inherit;font-weight:600;min-height:44px;padding:0 20px;border:0;border-radius:8px;background:#03604a;color:#fff;cursor:pointer}
button:focus-visible{outline:2px solid currentColor;outline-offset:3px}</style>
<main><h1>${title}</h1><p>${text}</p>${more}</main></html>`,
    status,
    HEADERS,
  )
}
