import type { Bench } from '../bench.ts'
import type { Run } from '../measure.ts'
import { median } from '../median.ts'
import type { Row } from '../report.ts'

/** G12: the same batches, with and without the policies between organizations. */
export async function wall(bench: Bench): Promise<Row[]> {
  const ours = await bench.halloo()
  const { sql } = ours.database
  const { senders } = bench.options
  const role = async (attribute: 'bypassrls' | 'nobypassrls') => {
    await sql.unsafe(`alter role halloo_writer ${attribute}`)
    // Its plans remember the policies: it begins anew.
    await sql`select pg_terminate_backend(pid) from pg_stat_activity where usename = 'halloo_writer'`
  }
  const runs = await bench.interleaved({
    with: () => bench.saturate('ours, with the wall', ours, ours.crowd(senders)),
    without: async () => {
      await role('bypassrls')
      try {
        return await bench.saturate('ours, without the wall', ours, ours.crowd(senders))
      } finally {
        await role('nobypassrls')
      }
    },
  })
  const cpu = (of: Run[]) =>
    `${median(of, 'serverMicros').toFixed(0)} + ${median(of, 'databaseMicros').toFixed(0)} µs`
  const ratio = median(runs.with, 'cpuPerMessage') / median(runs.without, 'cpuPerMessage')
  return [
    {
      goal: 'G12',
      what: `row-level security, against ${cpu(runs.without)} without`,
      ours: cpu(runs.with),
      ratio,
      wanted: '≤ 1.2 × without',
      met: ratio <= 1.2,
      runs: [...runs.with, ...runs.without],
    },
  ]
}
