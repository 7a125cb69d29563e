import { type Browser, type BrowserContext, chromium, type Page } from '@playwright/test'
import type { House } from './house.ts'

declare global {
  interface Window {
    seen: {
      longTasks: number[]
      shift: number
      interactions: Record<number, number>
      restored: number | null
    }
    goIdle(): void
  }
}

/** A Chromium that keeps pages for going back, as people's do. */
export const openBrowser = (executablePath: string | undefined): Promise<Browser> =>
  chromium.launch({
    ...(executablePath && { executablePath }),
    ignoreDefaultArgs: ['--disable-back-forward-cache'],
    args: ['--no-sandbox', '--disable-background-networking', '--disable-component-update', '--no-first-run'],
  })

export interface Visit {
  context: BrowserContext
  page: Page
  /** Answers of the server that were fetched, with their bytes on the wire. */
  fetched: { path: string; bytes: number }[]
  sockets: string[]
  /** Milliseconds that the page's main thread has spent. */
  spent(): Promise<{ script: number; tasks: number }>
}

interface VisitOptions {
  tag?: boolean
  slower?: number
  attributes?: string
  /** What waits for idle time waits until `goIdle` is called in the page. */
  holdsIdle?: boolean
}

/** A page of its own, with the tag or without, on a machine so many times slower. */
export async function visit(
  browser: Browser,
  house: House,
  { tag = true, slower = 1, attributes = '', holdsIdle = false }: VisitOptions = {},
): Promise<Visit> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } })
  await context.grantPermissions(['local-network-access'])
  // Functions that are sent to the page call it, as tsx compiles them.
  await context.addInitScript({ content: 'window.__name = it => it' })
  await context.addInitScript(watch)
  if (holdsIdle) await context.addInitScript(holdIdle)
  const page = await context.newPage()
  const cdp = await context.newCDPSession(page)
  // Of the thread's own time: what else the machine does must not count.
  await cdp.send('Performance.enable', { timeDomain: 'threadTicks' })
  await cdp.send('Network.enable')
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: slower })
  const fetched: Visit['fetched'] = []
  const sockets: string[] = []
  const paths = new Map<string, string>()
  cdp.on('Network.requestWillBeSent', ({ requestId, request }) => {
    if (request.url.startsWith(house.url)) paths.set(requestId, new URL(request.url).pathname)
  })
  cdp.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const path = paths.get(requestId)
    if (path) fetched.push({ path, bytes: encodedDataLength })
  })
  cdp.on('Network.webSocketCreated', ({ url }) => sockets.push(url))
  await page.route(house.site, route =>
    route.fulfill({ contentType: 'text/html', body: pageOf(house, tag, attributes) }),
  )
  await page.goto(house.site, { waitUntil: 'load' })
  return {
    context,
    page,
    fetched,
    sockets,
    async spent() {
      const { metrics } = await cdp.send('Performance.getMetrics')
      const value = (name: string) => 1000 * (metrics.find(metric => metric.name === name)?.value ?? 0)
      return { script: value('ScriptDuration'), tasks: value('TaskDuration') }
    },
  }
}

const pageOf = ({ url, key }: House, tag: boolean, attributes: string) => `<!doctype html><html lang="en">
<head><title>A stub</title><link rel="icon" href="data:,"></head><body><h1>A stub page</h1>
<p>${'Words of a page that was here before. '.repeat(60)}</p>
${tag ? `<script async ${attributes} src="${url}/widget/${key}.js"></script>` : ''}</body></html>`

/** Runs in the page, before everything else. */
function watch() {
  const seen: Window['seen'] = { longTasks: [], shift: 0, interactions: {}, restored: null }
  window.seen = seen
  const observe = (type: string, take: (entry: PerformanceEntry) => void, more = {}) =>
    new PerformanceObserver(list => list.getEntries().forEach(take)).observe({
      type,
      buffered: true,
      ...more,
    } as PerformanceObserverInit)
  observe('longtask', entry => seen.longTasks.push(entry.duration))
  observe('layout-shift', entry => {
    const { value, hadRecentInput } = entry as PerformanceEntry & { value: number; hadRecentInput: boolean }
    if (!hadRecentInput) seen.shift += value
  })
  observe(
    'event',
    entry => {
      const { interactionId, duration } = entry as PerformanceEventTiming & { interactionId: number }
      if (interactionId)
        seen.interactions[interactionId] = Math.max(seen.interactions[interactionId] ?? 0, duration)
    },
    { durationThreshold: 16 },
  )
  addEventListener('pageshow', event => {
    if (event.persisted) seen.restored = performance.now()
  })
}

/** Runs in the page: parts what is done until the launcher stands from what waits for the browser's leisure. */
function holdIdle() {
  const later = window.requestIdleCallback
  const held: IdleRequestCallback[] = []
  window.requestIdleCallback = work => held.push(work)
  window.goIdle = () => {
    for (const work of held) later(work)
  }
}

export const seenOn = (page: Page) => page.evaluate(() => window.seen)

/** What the browser keeps for the site: cookies, entries, databases. */
export async function keptOn({ context, page }: Visit) {
  const stored = await page.evaluate(async () => ({
    local: localStorage.length,
    session: sessionStorage.length,
    databases: (await indexedDB.databases()).length,
  }))
  const cookies = (await context.cookies()).length
  return cookies + stored.local + stored.session + stored.databases
}

export const rest = (ms: number) => new Promise(done => setTimeout(done, ms))
