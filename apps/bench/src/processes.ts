import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

// What Linux knows about processes. https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html

const TICK_MICROS = 10_000

/** CPU of processes, of their children, and of children that have ended, in µs. */
export function cpuOf(pids: readonly number[]): number {
  let ticks = 0
  for (const pid of readdirSync('/proc')) {
    if (!/^\d+$/.test(pid)) continue
    const stat = read(`/proc/${pid}/stat`)
    const fields = stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number)
    const [parent = 0, user = 0, system = 0, endedUser = 0, endedSystem = 0] = [1, 11, 12, 13, 14].map(
      at => fields[at] ?? 0,
    )
    if (pids.includes(Number(pid))) ticks += user + system + endedUser + endedSystem
    else if (pids.includes(parent)) ticks += user + system
  }
  return ticks * TICK_MICROS
}

/** CPU that all processes together have used, in µs; interrupts belong to nobody and are left out. */
export function busyCpu(): number {
  const [user = 0, nice = 0, system = 0] =
    read('/proc/stat').split('\n')[0]?.split(/\s+/).slice(1).map(Number) ?? []
  return (user + nice + system) * TICK_MICROS
}

/** Memory of processes, in bytes. */
export const rssOf = (pids: readonly number[]) =>
  pids.reduce(
    (sum, pid) => sum + Number(/VmRSS:\s+(\d+)/.exec(read(`/proc/${pid}/status`))?.[1] ?? 0) * 1024,
    0,
  )

/** How many files this process may open. */
export const mostFiles = () => Number(/Max open files\s+(\d+)/.exec(read('/proc/self/limits'))?.[1] ?? 1024)

/** Process id of the PostgreSQL of a data folder. */
export const postmasterOf = (dir: string) =>
  Number(readFileSync(path.join(dir, 'postmaster.pid'), 'utf8').split('\n')[0])

function read(file: string) {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}
