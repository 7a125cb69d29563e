import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Plan } from './system.ts'

export interface LoadResult {
  /** Within the measured seconds. */
  acknowledged: number
  seconds: number
  /** Acknowledged altogether, warm-up included. */
  total: number
  p50Ms: number
  p99Ms: number
  /** CPU of the generator itself, in µs. */
  cpuMicros: number
}

/** Runs the load in a process of its own, so that it does not compete with the server's event loop. */
export const runLoad = (plan: Plan, seconds: number): Promise<LoadResult> =>
  new Promise((resolve, reject) => {
    const child = fork(fileURLToPath(new URL('./generator.ts', import.meta.url)), {
      execArgv: ['--import', 'tsx'],
    })
    child.once('message', result => resolve(result as LoadResult))
    child.once('error', reject)
    child.once('exit', code => code && reject(new Error(`the load generator ended with ${code}`)))
    child.send({ plan, seconds })
  })
