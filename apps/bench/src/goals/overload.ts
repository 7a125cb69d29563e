import type { Bench } from '../bench.ts'
import { median } from '../median.ts'
import type { Row } from '../report.ts'
import { ms } from './latency.ts'

const OVER = 1.5
const MEGABYTE = 1024 * 1024

/** G6: half as much again as the server can do. */
export async function overload(bench: Bench): Promise<Row[]> {
  const ours = await bench.halloo()
  const { senders } = bench.options
  const peak = await bench.peak(ours)
  const rate = Math.round(peak * OVER)
  const runs = await bench.interleaved({
    full: () => bench.saturate('ours, full', ours, ours.crowd(senders)),
    over: () => bench.atRate(`ours at ${rate}/s`, ours, ours.crowd(senders), rate),
  })
  const full = median(runs.full, 'perSecond')
  const goodput = median(runs.over, 'perSecond')
  const told = Math.max(...runs.over.map(run => (run.refused > 0 ? run.refusal.max : 0)))
  const unanswered = runs.over.reduce((sum, run) => sum + run.unanswered, 0)
  const grown = (median(runs.over, 'rssMost') - median(runs.full, 'rssMost')) / MEGABYTE
  return [
    {
      goal: 'G6',
      what: `goodput at 150 % (${rate}/s)`,
      ours: `${goodput.toFixed(0)}/s of ${full.toFixed(0)}/s`,
      ratio: goodput / full,
      wanted: '≥ 0.9 × peak',
      met: goodput >= 0.9 * full,
      runs: [...runs.full, ...runs.over],
    },
    {
      goal: 'G6',
      what: `refused are told (${runs.over.reduce((sum, run) => sum + run.refused, 0)} refused), longest`,
      ours: `${ms(told)}, ${unanswered} never`,
      wanted: '≤ 1,000 ms, 0 never',
      met: told <= 1000 && unanswered === 0,
      runs: runs.over,
    },
    {
      goal: 'G6',
      what: 'memory over that at saturation',
      ours: `${grown.toFixed(0)} MB`,
      wanted: '≤ 50 MB',
      met: grown <= 50,
      runs: runs.over,
    },
  ]
}
