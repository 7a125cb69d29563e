import type { Bench } from '../bench.ts'
import type { Run } from '../measure.ts'
import { median } from '../median.ts'
import { mostFiles } from '../processes.ts'
import type { Row } from '../report.ts'
import type { System } from '../system.ts'
import { ms } from './latency.ts'

const SIZES = [
  { hearers: 1_000, lastMs: 10 },
  { hearers: 5_000, lastMs: 65 },
]

const last = (runs: Run[]) => median(runs, run => run.last.p50)
const each = (runs: Run[]) => median(runs, 'cpuPerDelivery')

/** G8: one message to a whole team. */
export async function fanOut(bench: Bench): Promise<Row[]> {
  const rows: Row[] = []
  for (const { hearers, lastMs } of SIZES.filter(size => size.hearers < mostFiles() - 500)) {
    const of = (system: System) => () =>
      bench.run(`${system.name} to ${hearers}`, system.processes, {
        ...system.hall(hearers),
        kind: 'fan',
        seconds: bench.options.seconds,
      })
    const cells = {
      floor: of(await bench.floor()),
      ours: of(await bench.halloo()),
      peer: of(await bench.peer()),
    }
    // Thousands of agents take their time to sign in; one round of those will do.
    const runs = await bench.interleaved(cells, hearers > 1_000 ? 1 : undefined)
    const ratio = each(runs.ours) / each(runs.floor)
    const micros = (of: Run[]) => `${each(of).toFixed(1)} µs`
    rows.push(
      {
        goal: 'G8',
        what: `1 → ${hearers}: CPU of the server for each delivery`,
        floor: micros(runs.floor),
        ours: micros(runs.ours),
        peer: micros(runs.peer),
        ratio,
        wanted: '≤ 1.2 × floor',
        met: ratio <= 1.2,
        runs: [...runs.floor, ...runs.ours],
      },
      {
        goal: 'G8',
        what: `1 → ${hearers}: until the last has it, p50`,
        floor: ms(last(runs.floor)),
        ours: ms(last(runs.ours)),
        peer: ms(last(runs.peer)),
        ratio: last(runs.ours) / last(runs.floor),
        wanted: `≤ ${lastMs} ms`,
        met: last(runs.ours) <= lastMs,
        runs: runs.ours,
      },
    )
  }
  return rows
}
