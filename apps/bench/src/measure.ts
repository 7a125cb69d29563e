import { readdirSync, readFileSync } from 'node:fs'
import type { LoadResult } from './load.ts'
import type { System } from './system.ts'

export interface Measurement {
  perSecond: number
  /** CPU of server and database for each acknowledged message, in µs. */
  cpuMicros: number
  p50Ms: number
  p99Ms: number
  /** Cores that other processes used meanwhile; a run above 0.5 is not to be trusted. */
  foreign: number
}

const TICK_MICROS = 10_000

/** Runs the load and reads what the processes under test have used. https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html */
export async function measure(system: System, load: () => Promise<LoadResult>): Promise<Measurement> {
  const [used, busy, began] = [cpuOf(system.pids), busyCpu(), performance.now()]
  const result = await load()
  const [usedNow, busyNow] = [cpuOf(system.pids), busyCpu()]
  const seconds = (performance.now() - began) / 1000
  const own = usedNow - used
  return {
    perSecond: result.acknowledged / result.seconds,
    cpuMicros: own / result.total,
    p50Ms: result.p50Ms,
    p99Ms: result.p99Ms,
    foreign: Math.max(0, (busyNow - busy - own - result.cpuMicros) / 1e6 / seconds),
  }
}

/** CPU time of processes and their children so far, in µs. */
function cpuOf(pids: number[]): number {
  let ticks = 0
  for (const pid of readdirSync('/proc').filter(name => /^\d+$/.test(name))) {
    const stat = read(`/proc/${pid}/stat`)
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    if (pids.includes(Number(pid)) || pids.includes(Number(fields[1])))
      ticks += Number(fields[11] ?? 0) + Number(fields[12] ?? 0)
  }
  return ticks * TICK_MICROS
}

function busyCpu(): number {
  const [user = 0, nice = 0, system = 0, , , irq = 0, softirq = 0] = (read('/proc/stat').split('\n')[0] ?? '')
    .split(/\s+/)
    .slice(1)
    .map(Number)
  return (user + nice + system + irq + softirq) * TICK_MICROS
}

function read(file: string) {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}
