import { setTimeout as after } from 'node:timers/promises'
import type { Bench } from '../bench.ts'
import { startLoad } from '../load/run.ts'
import { mostFiles, rssOf } from '../processes.ts'
import type { Row } from '../report.ts'
import type { Crowd, System } from '../system.ts'

const MOST = 9_000
/** Compared with so many, because the first find room that was there already. */
const SOME = 3_000
const SETTLE_MS = 2_000

/** G7: what a socket costs that only rests. Garbage is collected before memory is read, for each system alike. */
export async function idle(bench: Bench): Promise<Row[]> {
  const count = Math.min(MOST, mostFiles() - 1_000)
  const of = async (system: System) => {
    await system.restart()
    const some = await resting(system, system.resting(SOME))
    const all = await resting(system, system.resting(count))
    const each = (all - some) / (count - SOME)
    console.log(`${system.name.padEnd(24)} ${(each / 1024).toFixed(1)} KB for each of ${count} sockets`)
    return each
  }
  const floor = await of(await bench.floor())
  const ours = await of(await bench.halloo())
  const peer = await of(await bench.peer())
  const kilobytes = (bytes: number) => `${(bytes / 1024).toFixed(1)} KB`
  const figures = { floor: kilobytes(floor), ours: kilobytes(ours), peer: kilobytes(peer) }
  return [
    {
      goal: 'G7',
      what: `memory of a resting socket, ${count} of them`,
      ...figures,
      wanted: '≤ 10 KB',
      met: ours <= 10 * 1024,
    },
    {
      goal: 'G7',
      what: 'against bare ws',
      ...figures,
      ratio: ours / floor,
      wanted: '≤ 1.5 × floor',
      met: ours <= 1.5 * floor,
    },
    {
      goal: 'G7',
      what: 'against socket.io',
      ...figures,
      ratio: ours / peer,
      wanted: '≤ 0.7 × peer',
      met: ours <= 0.7 * peer,
    },
  ]
}

async function resting(system: System, crowd: Crowd) {
  let opened = () => {}
  const open = new Promise<void>(resolve => {
    opened = resolve
  })
  const load = startLoad({ ...crowd, kind: 'rest' }, opened)
  await Promise.race([open, load.result])
  const bytes = await memory(system)
  load.end()
  await load.result
  return bytes
}

async function memory({ processes }: System) {
  await after(SETTLE_MS)
  for (const pid of processes.servers) process.kill(pid, 'SIGUSR2')
  await after(SETTLE_MS)
  return rssOf(processes.servers)
}
