import type { Job, LoadResult } from './load/job.ts'
import { startLoad } from './load/run.ts'
import { busyCpu, cpuOf, rssOf } from './processes.ts'
import type { Processes } from './system.ts'

/** What a load came to, and what it cost. */
export interface Run extends LoadResult {
  perSecond: number
  /** CPU of servers and of databases for each accepted message, in µs. */
  serverMicros: number
  databaseMicros: number
  cpuPerMessage: number
  /** CPU of the servers alone for each message at another socket, in µs. */
  cpuPerDelivery: number
  /** Cores of other processes meanwhile. */
  foreign: number
  /** Memory of the servers before and at most, in bytes. */
  rssBefore: number
  rssMost: number
}

const LOOK_MS = 100

/** Runs a load, and reads in its counted time what the processes have used. */
export async function measure(processes: Processes, job: Job): Promise<Run> {
  const look = () => ({
    server: cpuOf(processes.servers),
    database: cpuOf(processes.databases),
    busy: busyCpu(),
    own: process.cpuUsage(),
    at: performance.now(),
  })
  let [began, ended] = [look(), look()]
  const rssBefore = rssOf(processes.servers)
  let rssMost = rssBefore
  const watch = setInterval(() => {
    rssMost = Math.max(rssMost, rssOf(processes.servers))
  }, LOOK_MS)
  const load = startLoad(job, mark => {
    if (mark === 'begin') began = look()
    else ended = look()
  })
  const result = await load.result.finally(() => clearInterval(watch))
  const server = ended.server - began.server
  const database = ended.database - began.database
  const own = ended.own.user + ended.own.system - began.own.user - began.own.system
  const others = ended.busy - began.busy - server - database - own - result.cpuMicros
  return {
    ...result,
    perSecond: result.accepted / result.seconds,
    serverMicros: server / result.accepted,
    databaseMicros: database / result.accepted,
    cpuPerMessage: (server + database) / result.accepted,
    cpuPerDelivery: server / result.deliveries,
    foreign: Math.max(0, others / 1000 / (ended.at - began.at)),
    rssBefore,
    rssMost,
  }
}
