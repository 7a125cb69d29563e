import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { startEmbedded } from '@halloo/db/embedded'
import { isRunning } from '@halloo/db/embedded/process'
import { type FaultProxy, startProxy } from './proxy.ts'

/** A PostgreSQL of the suite's own, with a proxy before it: its port changes with every start, the proxy's stays. */
export interface Database {
  /** The owner's address, by the proxy. */
  url: string
  /** The owner's address, without a detour. */
  directUrl(): string
  proxy: FaultProxy
  /** Stops it for good or for a while. */
  stop(): void
  /** SIGKILL to the postmaster; its children end by themselves. */
  kill(): Promise<void>
  /** Freezes every process of it. */
  freeze(): void
  thaw(): void
  start(): Promise<void>
  close(): Promise<void>
}

export async function startDatabase(folder: string): Promise<Database> {
  const dir = path.join(folder, 'postgres')
  let server = await startEmbedded({ dir })
  const portOf = () => Number(new URL(server.url).port)
  const proxy = await startProxy(() => [portOf()])
  const url = new URL(server.url)
  url.port = String(proxy.port)
  const postmaster = () => Number(readFileSync(path.join(dir, 'postmaster.pid'), 'utf8').split('\n')[0])
  const signal = (name: NodeJS.Signals) => {
    for (const pid of [postmaster(), ...childrenOf(postmaster())]) process.kill(pid, name)
  }
  return {
    url: url.href,
    directUrl: () => server.url,
    proxy,
    stop: () => server.stop(),
    async kill() {
      const family = [postmaster(), ...childrenOf(postmaster())]
      process.kill(postmaster(), 'SIGKILL')
      while (family.some(isRunning)) await new Promise(resolve => setTimeout(resolve, 20))
    },
    freeze: () => signal('SIGSTOP'),
    thaw: () => signal('SIGCONT'),
    async start() {
      server = await startEmbedded({ dir })
    },
    async close() {
      await proxy.close()
      server.stop()
    },
  }
}

/** https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html */
const childrenOf = (parent: number) =>
  readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .filter(pid => parentOf(pid) === parent)
    .map(Number)

function parentOf(pid: string) {
  try {
    return Number(/\) \S (\d+) /.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'))?.[1])
  } catch {
    return undefined
  }
}
