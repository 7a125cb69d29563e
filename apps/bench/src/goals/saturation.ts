import type { Bench } from '../bench.ts'
import type { Run } from '../measure.ts'
import { median } from '../median.ts'
import type { Row } from '../report.ts'

const RATE = (runs: Run[]) => `${median(runs, 'perSecond').toFixed(0)}/s`
const CPU = (runs: Run[]) =>
  `${median(runs, 'cpuPerMessage').toFixed(0)} µs (${median(runs, 'serverMicros').toFixed(0)} + ${median(runs, 'databaseMicros').toFixed(0)})`

/** G1, G2, G3: as much as each system takes. */
export async function saturation(bench: Bench): Promise<Row[]> {
  const { senders } = bench.options
  const [floor, ours, peer] = [await bench.floor(), await bench.halloo(), await bench.peer()]
  const runs = await bench.interleaved({
    floor: () => bench.saturate('floor', floor, floor.crowd(senders)),
    ours: () => bench.saturate('ours', ours, ours.crowd(senders)),
    peer: () => bench.saturate('peer', peer, peer.crowd(senders)),
    hot: () => bench.saturate('ours, one organization', ours, ours.hot(senders)),
  })
  bench.knowPeak(floor, runs.floor)
  bench.knowPeak(ours, runs.ours)
  const rate = median(runs.ours, 'perSecond')
  const overFloor = rate / median(runs.floor, 'perSecond')
  const overPeer = rate / median(runs.peer, 'perSecond')
  const hot = median(runs.hot, 'perSecond') / rate
  const cpu = median(runs.ours, 'cpuPerMessage') / median(runs.floor, 'cpuPerMessage')
  return [
    {
      goal: 'G1',
      what: 'acknowledged messages, 50 organizations',
      floor: RATE(runs.floor),
      ours: RATE(runs.ours),
      peer: RATE(runs.peer),
      ratio: overFloor,
      wanted: '≥ 1.25 × floor',
      met: overFloor >= 1.25,
      runs: [...runs.floor, ...runs.ours],
    },
    {
      goal: 'G1',
      what: 'the same in one hot organization',
      ours: RATE(runs.hot),
      ratio: hot,
      wanted: '≥ 0.9 × of 50',
      met: hot >= 0.9,
      runs: runs.hot,
    },
    {
      goal: 'G2',
      what: 'CPU for each of them (server + database)',
      floor: CPU(runs.floor),
      ours: CPU(runs.ours),
      peer: CPU(runs.peer),
      ratio: cpu,
      wanted: '≤ 0.6 × floor',
      met: cpu <= 0.6,
      runs: [...runs.floor, ...runs.ours],
    },
    {
      goal: 'G3',
      what: 'acknowledged messages against the peer',
      ours: RATE(runs.ours),
      peer: RATE(runs.peer),
      ratio: overPeer,
      wanted: '≥ 8 × peer',
      met: overPeer >= 8,
      runs: [...runs.peer, ...runs.ours],
    },
  ]
}
