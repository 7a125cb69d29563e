import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { perform } from './perform.ts'
import { type Row, tableOf } from './report.ts'
import { failings, type Size } from './scenario.ts'
import { scenarios } from './scenarios/all.ts'
import { type House, type Plan, startHouse } from './stage/house.ts'
import { hasRedis } from './stage/redis.ts'

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

const rows: Row[] = chosen.map(scenario => ({ scenario, outcomes: [], broken: [] }))
let standing: House | undefined
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => void standing?.close().finally(() => process.exit(1)))

const plans: Plan[] = [
  { nodes: 1 },
  { nodes: 2 },
  ...(hasRedis() ? [{ nodes: 2, redis: true } as const] : []),
]
for (const plan of plans) {
  const these = rows.filter(({ scenario }) => scenario.nodes === plan.nodes && scenario.redis === plan.redis)
  if (these.length === 0) continue
  const house = await startHouse(plan)
  standing = house
  try {
    for (const row of these)
      for (let round = 0; round < Number(values.rounds); round++) await play(house, row)
  } finally {
    await house.close()
  }
}
console.log(`\n${tableOf(rows)}`)
process.exit(rows.every(row => row.broken.length === 0) ? 0 : 1)

async function play(house: House, { scenario, outcomes, broken }: Row) {
  const started = performance.now()
  let wrong: string[]
  try {
    const outcome = await perform(scenario, house, size)
    outcomes.push(outcome)
    wrong = failings(outcome)
  } catch (error) {
    wrong = [error instanceof Error ? error.message : String(error)]
  }
  broken.push(...wrong)
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  console.log(`${wrong.length ? '✗' : '✓'} ${scenario.name}  ${seconds} s`)
  for (const line of wrong) console.log(`    ${line}`)
  if (values.to) writeFileSync(values.to, `${tableOf(rows.filter(row => row.outcomes.length > 0))}\n`)
}
