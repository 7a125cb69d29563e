import type { Bench } from '../bench.ts'
import type { Run } from '../measure.ts'
import { median } from '../median.ts'
import type { Row } from '../report.ts'

const RATE = 2_000
/** The peer is full at 2,000/s. */
const PEER_RATE = 500

export const ms = (value: number) => `${value.toFixed(1)} ms`
const p50 = (runs: Run[]) => median(runs, run => run.delivery.p50)
const p99 = (runs: Run[]) => median(runs, run => run.delivery.p99)

/** G4, G5: from when a message was due until the other side has it. */
export async function latency(bench: Bench): Promise<Row[]> {
  const { senders } = bench.options
  const [floor, ours, peer] = [await bench.floor(), await bench.halloo(), await bench.peer()]
  const high = Math.round((await bench.peak(floor)) * 0.6)
  const runs = await bench.interleaved({
    floor: () => bench.atRate(`floor at ${RATE}/s`, floor, floor.crowd(senders), RATE),
    ours: () => bench.atRate(`ours at ${RATE}/s`, ours, ours.crowd(senders), RATE),
    high: () => bench.atRate(`ours at ${high}/s`, ours, ours.crowd(senders), high),
    peer: () => bench.atRate(`peer at ${PEER_RATE}/s`, peer, peer.crowd(senders), PEER_RATE),
  })
  const row = (what: string, of: (runs: Run[]) => number): Row => {
    const ratio = of(runs.ours) / of(runs.floor)
    return {
      goal: 'G4',
      what,
      floor: ms(of(runs.floor)),
      ours: ms(of(runs.ours)),
      peer: `${ms(of(runs.peer))} at ${PEER_RATE}/s`,
      ratio,
      wanted: '≤ 1.6 × floor',
      met: ratio <= 1.6,
      runs: [...runs.floor, ...runs.ours],
    }
  }
  return [
    row(`p50 to the other side at ${RATE}/s`, p50),
    row(`p99 to the other side at ${RATE}/s`, p99),
    {
      goal: 'G5',
      what: `p99 at 60 % of the floor's saturation (${high}/s)`,
      floor: `${ms(p99(runs.floor))} at ${RATE}/s`,
      ours: ms(p99(runs.high)),
      ratio: p99(runs.high) / p99(runs.floor),
      wanted: '≤ 25 ms',
      met: p99(runs.high) <= 25,
      runs: runs.high,
    },
  ]
}
