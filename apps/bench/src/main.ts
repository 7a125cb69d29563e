import { Bench } from './bench.ts'
import { fanOut } from './goals/fan-out.ts'
import { growth } from './goals/growth.ts'
import { idle } from './goals/idle.ts'
import { latency } from './goals/latency.ts'
import { nodes } from './goals/nodes.ts'
import { overload } from './goals/overload.ts'
import { resume } from './goals/resume.ts'
import { saturation } from './goals/saturation.ts'
import { start } from './goals/start.ts'
import { wall } from './goals/wall.ts'
import { readOptions } from './options.ts'
import { type Row, tell } from './report.ts'

// Every goal of the realtime path, measured against a bare floor and an idiomatic peer.

const GOALS: { names: string[]; measure: (bench: Bench) => Promise<Row[]> }[] = [
  { names: ['g1', 'g2', 'g3'], measure: saturation },
  { names: ['growth'], measure: growth },
  { names: ['g4', 'g5'], measure: latency },
  { names: ['g6'], measure: overload },
  { names: ['g8'], measure: fanOut },
  { names: ['resume'], measure: resume },
  { names: ['g12'], measure: wall },
  { names: ['g7'], measure: idle },
  { names: ['g9'], measure: nodes },
  { names: ['g11'], measure: start },
]

const options = readOptions(process.argv.slice(2))
const { only } = options
const wanted = GOALS.filter(({ names }) => only.length === 0 || names.some(name => only.includes(name)))
const bench = new Bench(options)
const rows: Row[] = []
// Servers and databases are processes of their own: whoever interrupts us must not leave them behind.
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => void bench.stop().finally(() => process.exit(1)))
try {
  for (const { names, measure } of wanted) {
    const began = performance.now()
    const found = await measure(bench)
    rows.push(...found)
    console.log(`${names.join(', ')}: ${((performance.now() - began) / 1000).toFixed(0)} s\n`)
  }
} finally {
  tell(
    rows.filter(({ goal }) => only.length === 0 || only.includes(goal.toLowerCase())),
    options,
  )
  await bench.stop()
}
