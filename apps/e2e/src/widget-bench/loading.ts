import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import type { Browser } from '@playwright/test'
import type { Figure } from './budget.ts'
import type { House } from './house.ts'
import { medianOf } from './median.ts'
import { keptOn, rest, seenOn, visit } from './pages.ts'
import { launcher, panel } from './visitor.ts'

const DIST = new URL('../../../../packages/widget/dist/', import.meta.url)
const SETTLED_MS = 1500

/** Goals 1 to 3: what is fetched, before the launcher and at the first open. */
export async function bytes(browser: Browser, house: House): Promise<Figure[]> {
  const manifest = readFileSync(new URL('manifest.json', DIST), 'utf8')
  const { files, panel: first }: { files: Record<string, { brotli: number }>; panel: string } =
    JSON.parse(manifest)
  const brotliOf = (name: string) => files[name]?.brotli ?? Number.NaN
  const languages = Object.keys(files).filter(name => /^assets\/[a-z]{2}-/.test(name))
  const visited = await visit(browser, house)
  const { page, fetched, sockets } = visited
  await launcher(page).waitFor()
  await rest(SETTLED_MS)
  const [before, kept] = [[...fetched], await keptOn(visited)]
  await launcher(page).click()
  await panel(page).waitFor()
  await rest(SETTLED_MS)
  const opening = fetched.slice(before.length).filter(({ path }) => path.startsWith('/widget/'))
  const wire = (some: typeof fetched) => some.reduce((sum, { bytes }) => sum + bytes, 0)
  const asked = fetched.filter(({ path }) => path.startsWith('/v1/')).length
  const open = sockets.length
  await visited.context.close()
  return [
    { goal: '1', what: 'loader, brotli', value: brotliOf('loader.js'), unit: 'B', limit: 2500 },
    {
      goal: '1',
      what: 'loader, gzip -9',
      value: gzipSync(readFileSync(new URL('loader.js', DIST)), { level: 9 }).length,
      unit: 'B',
      limit: 3000,
    },
    { goal: '1', what: 'loader with its settings, on the wire with headers', value: wire(before), unit: 'B' },
    { goal: '2', what: 'requests before the launcher', value: before.length, unit: '', limit: 1 },
    { goal: '2', what: 'API calls and sockets of who only looks', value: asked + open, unit: '', limit: 0 },
    { goal: '2', what: 'cookies, entries and databases kept', value: kept, unit: '', limit: 0 },
    { goal: '3', what: 'static requests of the first open', value: opening.length, unit: '', limit: 3 },
    {
      goal: '3',
      what: 'first open, on the wire with headers',
      value: wire(opening),
      unit: 'B',
      limit: 22_000,
    },
    {
      goal: '3',
      what: 'panel and the longest language, brotli',
      value: brotliOf(first) + Math.max(...languages.map(brotliOf)),
      unit: 'B',
      limit: 22 * 1024,
    },
    { goal: '3', what: 'all of it', value: wire(before) + wire(opening), unit: 'B', limit: 25_000 },
  ]
}

/** Goals 4, 5 and 15: what it costs a page that nobody chats on, against the same page without it. */
export async function cost(browser: Browser, house: House, rounds: number): Promise<Figure[]> {
  return [
    ...(await costAt(browser, house, rounds, 1, { script: 5, tasks: 10 })),
    // In all: as Lighthouse counts it on a phone.
    ...(await costAt(browser, house, rounds, 4, { script: 20, whole: 33 })),
  ]
}

async function costAt(
  browser: Browser,
  house: House,
  rounds: number,
  slower: number,
  limits: { script: number; whole?: number; tasks?: number },
): Promise<Figure[]> {
  const pairs: [Quiet, Quiet][] = []
  for (let round = 0; round < rounds; round++)
    pairs.push([await quiet(browser, house, false, slower), await quiet(browser, house, true, slower)])
  const figure = (goal: string, what: string, of: keyof Quiet, unit: string, limit?: number): Figure => ({
    goal,
    what: `${what}, ${slower}x`,
    value: medianOf(pairs.map(([bare, ours]) => ours[of] - bare[of])),
    unit,
    ...(limit !== undefined && { limit }),
  })
  return [
    figure('4', 'script until the launcher stands', 'script', 'ms', limits.script),
    figure('15', 'script in all, with what waits for idle time', 'whole', 'ms', limits.whole),
    figure('4', 'main thread', 'tasks', 'ms', limits.tasks),
    figure('5', 'tasks over 50 ms at load', 'long', '', 0),
  ]
}

type Quiet = Awaited<ReturnType<typeof quiet>>

async function quiet(browser: Browser, house: House, tag: boolean, slower: number) {
  const { context, page, spent } = await visit(browser, house, { tag, slower, holdsIdle: true })
  await rest(SETTLED_MS)
  const { script } = await spent()
  await page.evaluate(() => window.goIdle())
  await rest(SETTLED_MS / 3)
  const { script: whole, tasks } = await spent()
  const long = (await seenOn(page)).longTasks.length
  await context.close()
  return { script, whole, tasks, long }
}

/** Promise P3: looking leaves nothing behind. */
export async function traces(browser: Browser, house: House, views: number): Promise<Figure[]> {
  const visited = await visit(browser, house)
  const { context, page, fetched, sockets } = visited
  // What was said in the chats of before has its consequences, as a mail that waits, within two seconds.
  await rest(4000)
  const before = await house.rows()
  const earlier = fetched.length
  for (let view = 0; view < views; view++) {
    await page.reload({ waitUntil: 'load' })
    if (view % 100 === 99) await launcher(page).waitFor()
  }
  await rest(SETTLED_MS)
  const written = [...(await house.rows())].filter(([table, rows]) => rows !== before.get(table))
  const figures: Figure[] = [
    {
      goal: 'P3',
      what: [`rows written by ${views} views`, ...written.map(([table]) => table)].join(', '),
      value: written.reduce((sum, [table, rows]) => sum + rows - (before.get(table) ?? 0), 0),
      unit: '',
      limit: 0,
    },
    { goal: 'P3', what: 'kept in the browser', value: await keptOn(visited), unit: '', limit: 0 },
    {
      goal: 'P3',
      what: 'requests for each view',
      value: (fetched.length - earlier) / views,
      unit: '',
      limit: 1,
    },
    { goal: 'P3', what: 'sockets', value: sockets.length, unit: '', limit: 0 },
  ]
  await context.close()
  return figures
}
