import { appendFileSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { type Row, tableOf } from './report.ts'
import { failings, type Scenario, type Size } from './scenario.ts'
import { scenarios } from './scenarios/all.ts'
import { type House, startHouse } from './stage/house.ts'

// pnpm faults [--only name,name] [--rounds 3] [--short] [--to matrix.md]

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    rounds: { type: 'string', default: '1' },
    short: { type: 'boolean', default: false },
    to: { type: 'string' },
  },
})
const size: Size = values.short ? 'short' : 'long'
const wanted = values.only?.split(',')
const chosen = wanted ? scenarios.filter(({ name }) => wanted.includes(name)) : scenarios
if (chosen.length === 0) throw new Error(`there are: ${scenarios.map(({ name }) => name).join(', ')}`)

const rows: Row[] = chosen.map(scenario => ({ scenario, outcomes: [] }))
let failed = false
for (const nodes of [1, 2] as const) {
  const these = rows.filter(row => row.scenario.nodes === nodes)
  if (these.length === 0) continue
  const house = await startHouse(nodes)
  try {
    for (const row of these)
      for (let round = 0; round < Number(values.rounds); round++) await play(house, row)
  } finally {
    await house.close()
  }
}
console.log(`\n${tableOf(rows)}`)
if (values.to) writeFileSync(values.to, `${tableOf(rows)}\n`)
process.exit(failed ? 1 : 0)

async function play(house: House, { scenario, outcomes }: Row) {
  const started = performance.now()
  const outcome = await run(house, scenario)
  if (!outcome) return
  outcomes.push(outcome)
  const wrong = failings(outcome)
  if (wrong.length > 0) failed = true
  console.log(
    `${wrong.length ? '✗' : '✓'} ${scenario.name}  ${((performance.now() - started) / 1000).toFixed(1)} s, ${outcome.messages} messages`,
  )
  for (const line of wrong) console.log(`    ${line}`)
}

function tooLong(seconds: number): Promise<never> {
  return new Promise((_, reject) => {
    setTimeout(() => reject(new Error(`no end after ${seconds} s`)), seconds * 1000).unref()
  })
}

async function run(house: House, scenario: Scenario) {
  try {
    return await Promise.race([scenario.run(house, size), tooLong(size === 'long' ? 900 : 90)])
  } catch (error) {
    failed = true
    console.log(`✗ ${scenario.name}  ${error instanceof Error ? error.stack : error}`)
    for (const node of house.nodes) console.log(node.output().slice(-2000))
    if (values.to) appendFileSync(values.to, `\n${scenario.name} did not end: ${error}\n`)
    for (const node of house.nodes) if (!node.isRunning) await node.start()
    return undefined
  }
}
