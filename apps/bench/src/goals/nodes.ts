import type { Bench } from '../bench.ts'
import type { Halloo } from '../halloo.ts'
import type { Run } from '../measure.ts'
import { median } from '../median.ts'
import { startRedis } from '../redis.ts'
import type { Row } from '../report.ts'
import type { Crowd, Processes } from '../system.ts'
import { ms } from './latency.ts'

const RATE = 2_000

type Work = (crowd: Crowd, processes: Processes) => Promise<Run>

/** G9: two processes and what carries events between them, against one. */
export async function nodes(bench: Bench): Promise<Row[]> {
  const ours = await bench.halloo()
  const { senders, seconds } = bench.options
  const redis = await startRedis()
  const buses: Record<string, { env: Record<string, string>; pids: number[] }> = {
    NOTIFY: { env: {}, pids: [] },
    ...(redis && { Redis: { env: { REDIS_URL: redis.url }, pids: [redis.pid] } }),
  }
  const full =
    (label: string): Work =>
    (crowd, processes) =>
      bench.run(label, processes, { ...crowd, kind: 'closed', seconds })
  const atRate =
    (label: string): Work =>
    (crowd, processes) =>
      bench.run(label, processes, { ...crowd, kind: 'open', seconds, rate: RATE })

  const one = (work: Work) => async () => {
    await ours.restart()
    return work(ours.crowd(senders), ours.processes)
  }
  const two = (bus: string, work: Work) => () =>
    onTwo(ours, buses[bus] ?? { env: {}, pids: [] }, senders, work)
  const rows: Row[] = []
  try {
    const names = Object.keys(buses)
    const rates = await bench.interleaved({
      one: one(full('one process')),
      ...Object.fromEntries(names.map(bus => [bus, two(bus, full(`two and ${bus}`))])),
    } as Record<string, () => Promise<Run>>)
    const delays = await bench.interleaved({
      one: one(atRate(`one at ${RATE}/s`)),
      ...Object.fromEntries(names.map(bus => [bus, two(bus, atRate(`two and ${bus} at ${RATE}/s`))])),
    } as Record<string, () => Promise<Run>>)
    for (const bus of names) rows.push(...compare(bus, rates, delays))
  } finally {
    redis?.stop()
    await ours.restart()
  }
  return rows
}

async function onTwo(
  ours: Halloo,
  bus: { env: Record<string, string>; pids: number[] },
  senders: number,
  work: Work,
) {
  await ours.pause()
  const [a, b] = [await ours.launch(bus.env), await ours.launch(bus.env)]
  try {
    return await work(ours.across([a.port, b.port], senders), {
      servers: [a.pid, b.pid, ...bus.pids],
      databases: ours.processes.databases,
    })
  } finally {
    await Promise.all([a.stop(), b.stop()])
  }
}

function compare(bus: string, rates: Record<string, Run[]>, delays: Record<string, Run[]>): Row[] {
  const [one, two] = [median(rates.one ?? [], 'perSecond'), median(rates[bus] ?? [], 'perSecond')]
  const local = median(delays.one ?? [], run => run.delivery.p99)
  const far = median(delays[bus] ?? [], run => run.farDelivery.p99)
  return [
    {
      goal: 'G9',
      what: `two processes and ${bus}, against ${one.toFixed(0)}/s of one`,
      ours: `${two.toFixed(0)}/s`,
      ratio: two / one,
      wanted: '≥ 0.75 × one',
      met: two >= 0.75 * one,
      runs: rates[bus] ?? [],
    },
    {
      goal: 'G9',
      what: `p99 through ${bus} at ${RATE}/s, against ${ms(local)} within one`,
      ours: ms(far),
      ratio: far / local,
      wanted: '≤ 2 × local',
      met: far <= 2 * local,
      runs: delays[bus] ?? [],
    },
  ]
}
