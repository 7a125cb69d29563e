import type { Bench } from '../bench.ts'
import { median } from '../median.ts'
import type { Row } from '../report.ts'
import type { Crowd } from '../system.ts'
import { ms } from './latency.ts'

const CLIENTS = 1_000
const BEHIND = 100
const OF_A_FAMILY = 5
/** Each is an agent who has to sign in first, all within the time for a hello. */
const TEAM = 500

/** A thousand come back at once, a hundred events of their organization behind. */
export async function resume(bench: Bench): Promise<Row[]> {
  const ours = await bench.halloo()
  const load = (label: string, crowd: Crowd, messages: number) => () =>
    bench.run(label, ours.processes, { ...crowd, kind: 'resume', messages })
  const runs = await bench.interleaved({
    many: load('resume, 50 organizations', ours.families(CLIENTS / OF_A_FAMILY), BEHIND * 50),
    hall: load('resume, one team', ours.hall(TEAM - 1), BEHIND),
  })
  const row = (what: string, of: typeof runs.many): Row => {
    const took = median(of, run => run.last.p50)
    return { goal: 'resume', what, ours: ms(took), wanted: '≤ 300 ms', met: took <= 300, runs: of }
  }
  return [
    row('1,000 clients of 50 organizations, 100 events behind, until the last has its 25', runs.many),
    {
      ...row('500 of one team, until the last has all 100 (50,000 frames)', runs.hall),
      wanted: 'told only',
      met: undefined,
    },
  ]
}
