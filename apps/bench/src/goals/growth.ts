import type { Bench } from '../bench.ts'
import { measure } from '../measure.ts'
import type { Row } from '../report.ts'
import type { System } from '../system.ts'

const SECONDS = 4

/** What a message adds to the database, indexes and log included. */
export async function growth(bench: Bench): Promise<Row[]> {
  const of = async (system: System) => {
    const before = await system.size()
    const { written } = await measure(system.processes, {
      ...system.crowd(bench.options.senders),
      kind: 'closed',
      seconds: SECONDS,
    })
    return ((await system.size()) - before) / written
  }
  const [floor, ours, peer] = [
    await of(await bench.floor()),
    await of(await bench.halloo()),
    await of(await bench.peer()),
  ]
  return [
    {
      goal: 'growth',
      what: 'the database, for each message',
      floor: `${floor.toFixed(0)} B`,
      ours: `${ours.toFixed(0)} B`,
      peer: `${peer.toFixed(0)} B`,
      ratio: ours / floor,
      wanted: '≤ 1536 B',
      met: ours <= 1536,
    },
  ]
}
