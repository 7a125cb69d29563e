import type { Browser, Page } from '@playwright/test'
import type { Figure } from './budget.ts'
import type { House } from './house.ts'
import { medianOf } from './median.ts'
import { rest, seenOn, type Visit, visit } from './pages.ts'
import { begin, composer, launcher, log, panel, untilFocused } from './visitor.ts'

const SLOWER = 4
const MANY = 100
const VERY_MANY = 1000
const ARRIVED_MS = 2000
/** Each takes half a minute. */
const MOST_VISITS = 5

/** Goals 5, 6 and 7 while it is used, on a machine four times slower: the medians of several visits. */
export async function use(browser: Browser, house: House, rounds: number): Promise<Figure[]> {
  const visits: Figure[][] = []
  for (let n = 0; n < Math.min(rounds, MOST_VISITS); n++) visits.push(await useOnce(browser, house, rounds))
  return (visits[0] ?? []).map((figure, at) => ({
    ...figure,
    value: medianOf(visits.map(visit => visit[at]?.value ?? Number.NaN)),
  }))
}

async function useOnce(browser: Browser, house: House, rounds: number): Promise<Figure[]> {
  const agent = await house.agent()
  const visited = await visit(browser, house, { slower: SLOWER })
  const { page } = visited
  const ahead = await longTasksDuring(page, async () => {
    await launcher(page).hover()
    await rest(1000)
  })
  const opening = await longTasksDuring(page, () => begin(page, 'Are the tulips in yet?'))
  const id = await agent.newest()
  await agent.accept(id)
  const arriving = await longTasksDuring(page, async () => {
    await agent.say(id, MANY)
    // Without looking: to find a text by its role, the driver lays the page out anew each time.
    await rest(ARRIVED_MS)
  })
  const last = log(page).getByText(`Message ${MANY - 1}:`)
  if (!(await last.isVisible())) throw new Error('not all of it came')
  const again = await focusAgain(page, rounds)
  const { interactions, shift } = await seenOn(page)
  // To three places, as browsers' own reports give it: the rest is a word that changes its width.
  const shifted = Math.round(shift * 1000) / 1000
  const slowest = Math.max(0, ...Object.values(interactions))
  await agent.say(id, VERY_MANY - MANY)
  const scrolling = await scroll(visited)
  await visited.context.close()
  return [
    { goal: '5', what: 'tasks over 50 ms while the panel is fetched ahead, 4x', value: ahead, unit: '' },
    {
      goal: '5',
      what: 'tasks over 50 ms from opening to the first message, 4x',
      value: opening,
      unit: '',
      limit: 0,
    },
    {
      goal: '5',
      what: `tasks over 50 ms while ${MANY} messages arrive, 4x`,
      value: arriving,
      unit: '',
      limit: 0,
    },
    {
      goal: '6',
      what: 'opening until the composer has the focus, 4x',
      value: medianOf(again),
      unit: 'ms',
      limit: 100,
    },
    { goal: '6', what: 'slowest interaction (INP), 4x', value: slowest, unit: 'ms', limit: 100 },
    {
      goal: '6',
      what: `tasks over 50 ms while ${VERY_MANY} messages are scrolled, 4x`,
      value: scrolling,
      unit: '',
      limit: 0,
    },
    { goal: '7', what: 'layout shift: load, open, close, messages', value: shifted, unit: '', limit: 0 },
  ]
}

async function longTasksDuring(page: Page, work: () => Promise<unknown>) {
  const before = (await seenOn(page)).longTasks.length
  await work()
  await rest(500)
  return (await seenOn(page)).longTasks.length - before
}

async function focusAgain(page: Page, rounds: number) {
  const times: number[] = []
  for (let round = 0; round < rounds; round++) {
    await composer(page).press('Escape')
    await panel(page).waitFor({ state: 'hidden' })
    await rest(300)
    times.push(await untilFocused(page, 'textarea'))
  }
  return times
}

/** Up to the first message and down again. */
async function scroll({ page }: Visit) {
  await page.reload()
  await launcher(page).hover()
  await rest(3000)
  await launcher(page).click()
  const item = page.getByRole('button', { name: /Message \d+/ }).first()
  if (await item.isVisible()) await item.click()
  await log(page).waitFor()
  await rest(500)
  return longTasksDuring(page, async () => {
    await log(page).hover()
    for (let turn = 0; turn < 150; turn++) {
      await page.mouse.wheel(0, -1500)
      await rest(20)
    }
    for (let turn = 0; turn < 150; turn++) await page.mouse.wheel(0, 1500)
  })
}

/** Goal 8: back from another page, with the panel open. */
export async function back(browser: Browser, house: House): Promise<Figure[]> {
  const visited = await visit(browser, house)
  const { context, page } = visited
  await begin(page, 'Do not forget me')
  const agent = await house.agent()
  const id = await agent.newest()
  await page.goto(`${house.url}/widget/dot.svg`)
  await agent.say(id, 1)
  await page.goBack({ waitUntil: 'commit' })
  const { restored } = await seenOn(page)
  let resumedMs = Number.NaN
  if (restored !== null) {
    await log(page).getByText('Message 0:').waitFor()
    resumedMs = (await page.evaluate(() => performance.now())) - restored
  }
  const open = await panel(page).isVisible()
  await context.close()
  return [
    {
      goal: '8',
      what: 'pages not restored from the back/forward cache, panel open',
      value: restored !== null && open ? 0 : 1,
      unit: '',
      limit: 0,
    },
    {
      goal: '8',
      what: 'from pageshow until what was missed stands there',
      value: resumedMs,
      unit: 'ms',
      limit: 1000,
    },
  ]
}
