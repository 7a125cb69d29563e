import { readFileSync } from 'node:fs'
import type { BrowserContext, Page } from '@playwright/test'
import { demo, shop, watchForErrors } from '../house.ts'

/** Origin that serves the widget, under the other name of this machine than the shop. */
export const widgetOrigin = () => `http://localhost:${process.env.E2E_PORT}`

/** The strictest policy that a site with the chat may have; its own icon is a `data:` address. */
export const strictPolicy = (own = widgetOrigin()) =>
  [
    "default-src 'none'",
    "base-uri 'none'",
    "script-src 'nonce-Xe3k' 'strict-dynamic'",
    "style-src 'self'",
    `connect-src ${own} ${own.replace('http', 'ws')}`,
    `img-src ${own} data:`,
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ')

/** Where the loader lies whose bytes never change. */
export const pinnedPath = () => {
  const pinned = readFileSync(
    new URL('../../../../packages/widget/dist/pinned.json', import.meta.url),
    'utf8',
  )
  return `v/${JSON.parse(pinned).version}/loader.js`
}

/** What a page may call, as far as these tests do. */
export interface WidgetApi {
  open(): void
  close(): void
  prefill(text: string): void
  update(profile: object): void
  reset(): void
  destroy(): void
  show(): void
  hide(): void
  identify(token: string): void
  setLocale(tag: string): void
  grantConsent(): void
  startConversation(start: { message?: string }): void
  doctor(): Promise<{ name: string; ok: boolean; says: string; fix?: string }[]>
  instances: Record<string, WidgetApi>
  on(event: string, listener: (told: unknown) => void): void
}

export interface HostPage {
  address?: string
  head?: string
  body?: string
  /** Attributes of the script tag. */
  attributes?: string
  /** The tag itself, where it is not the usual one. */
  tag?: string
  headers?: Record<string, string>
}

/** Calls the API of the widget on a page, once it is there, with a text that the page is given. */
export async function callWidget<R>(page: Page, call: (api: WidgetApi, given: string) => R, given = '') {
  await page.waitForFunction(() => window.Halloo && 'destroy' in window.Halloo)
  return page.evaluate<Awaited<R>>(`(${call})(window.Halloo, ${JSON.stringify(given)})`)
}

export const tagOf = (attributes = '', path = `${demo().key}.js`) =>
  `<script async ${attributes} src="${widgetOrigin()}/widget/${path}"></script>`

/** A page of our own making on a site that may use the chat. */
export async function openHostPage(context: BrowserContext, given: HostPage = {}): Promise<Page> {
  // A page without an address of its own would have to ask before it may reach this machine.
  await context.grantPermissions(['local-network-access'])
  const page = await context.newPage()
  watchForErrors(page)
  await serveHostPage(page, given)
  await page.goto(given.address ?? shop('host.html'))
  return page
}

/** Answers an address with a page that carries the tag. */
export const serveHostPage = (page: Page, given: HostPage) =>
  page.route(given.address ?? shop('host.html'), route =>
    route.fulfill({
      contentType: 'text/html; charset=utf-8',
      headers: given.headers ?? {},
      body: `<!doctype html><html lang="en"><head><title>A host page</title>
<link rel="icon" href="data:,">${given.head ?? ''}</head>
<body>${given.body ?? '<h1>A host page</h1>'}${given.tag ?? tagOf(given.attributes)}</body></html>`,
    }),
  )

declare global {
  interface Window {
    Halloo?: WidgetApi | ((api: WidgetApi) => void)[]
  }
}
