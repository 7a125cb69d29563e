import { chmodSync, mkdirSync } from 'node:fs'
import path from 'node:path'
import type { Bench } from '../bench.ts'
import { medianOf } from '../median.ts'
import type { Row } from '../report.ts'
import { startServer } from '../server-process.ts'

/** G11: from an empty folder to a server that answers, with its own database; and once more. */
export async function start(bench: Bench): Promise<Row[]> {
  const [first, later]: [number[], number[]] = [[], []]
  for (let round = 0; round < bench.options.rounds; round++) {
    const folder = path.join(bench.folder, `start-${round}`)
    mkdirSync(folder)
    chmodSync(folder, 0o755)
    first.push(await secondsToStart(bench.options.api, folder))
    later.push(await secondsToStart(bench.options.api, folder))
    console.log(`start                    ${first.at(-1)?.toFixed(2)} s, then ${later.at(-1)?.toFixed(2)} s`)
  }
  const row = (what: string, times: number[], most: number): Row => ({
    goal: 'G11',
    what,
    ours: `${medianOf(times).toFixed(2)} s`,
    wanted: `≤ ${most} s`,
    met: medianOf(times) <= most,
  })
  return [row('first start: database, migrations, demo', first, 3), row('later starts', later, 1)]
}

async function secondsToStart(program: string, folder: string) {
  const began = performance.now()
  const server = await startServer({
    program,
    ready: 'is ready',
    env: { HALLOO_DATA: folder, DRAIN_SECONDS: '0' },
  })
  const seconds = (performance.now() - began) / 1000
  await server.stop()
  return seconds
}
