import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { findBrowser } from '../browser.ts'
import { type Figure, isMet, tableOf } from './budget.ts'
import { startHouse } from './house.ts'
import { bytes, cost, traces } from './loading.ts'
import { openBrowser } from './pages.ts'
import { back, use } from './using.ts'

// What the widget costs a page and its visitor, in Chromium on a stub page. Ends with 1 where a limit is passed.

const { values } = parseArgs({
  args: process.argv.slice(2).filter(arg => arg !== '--'),
  options: {
    rounds: { type: 'string', default: '5' },
    views: { type: 'string', default: '1000' },
    out: { type: 'string' },
  },
})
const rounds = Number(values.rounds)
const house = await startHouse()
const browser = await openBrowser((await findBrowser()).executablePath)
const figures: Figure[] = []
try {
  for (const measure of [
    () => bytes(browser, house),
    () => cost(browser, house, rounds),
    () => use(browser, house, rounds),
    () => back(browser, house),
    () => traces(browser, house, Number(values.views)),
  ]) {
    const found = await measure()
    console.log(tableOf(found), '\n')
    figures.push(...found)
  }
} finally {
  await browser.close()
  await house.stop()
}
const told = `2 cores, 24 GiB; Chromium ${browser.version()}; medians of ${rounds}; ${new Date().toISOString().slice(0, 10)}.\n\n${tableOf(figures)}\n`
console.log(told)
if (values.out) writeFileSync(path.resolve(process.env.INIT_CWD ?? '.', values.out), told)
process.exitCode = figures.every(isMet) ? 0 : 1
