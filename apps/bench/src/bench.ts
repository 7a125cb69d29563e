import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { startFloor } from './floor.ts'
import { type Halloo, startHalloo } from './halloo.ts'
import type { Job } from './load/job.ts'
import { measure, type Run } from './measure.ts'
import { median } from './median.ts'
import type { Options } from './options.ts'
import { startPeer } from './peer.ts'
import type { Crowd, Processes, System } from './system.ts'

/** Cores of other processes, from which on a run says more about them than about us. */
const QUIET = 0.3

/** What all goals share: the systems, each started when first asked for, and how to run a load on them. */
export class Bench {
  readonly options: Options
  readonly folder = mkdtempSync(path.join(os.tmpdir(), 'halloo-bench-'))
  private readonly started = new Map<string, Promise<System>>()
  private readonly peaks = new Map<System, number>()

  constructor(options: Options) {
    this.options = options
    chmodSync(this.folder, 0o755)
  }

  floor = () => this.once('floor', startFloor)
  peer = () => this.once('peer', startPeer)
  halloo = () => this.once('halloo', folder => startHalloo(folder, this.options.api)) as Promise<Halloo>

  private once(name: string, start: (folder: string) => Promise<System>) {
    const known = this.started.get(name) ?? start(path.join(this.folder, name))
    this.started.set(name, known)
    return known
  }

  /** Runs a load; again, where the machine was not ours meanwhile. The quietest run counts. */
  async run(label: string, processes: Processes, job: Job): Promise<Run> {
    let best: Run | undefined
    for (let attempt = 0; attempt <= this.options.patience; attempt++) {
      const run = await measure(processes, job)
      console.log(told(label, run))
      if (!best || run.foreign < best.foreign) best = run
      if (run.foreign <= QUIET) break
    }
    if (!best) throw new Error('a run needs an attempt')
    return best
  }

  saturate = (label: string, system: System, crowd: Crowd) =>
    this.run(label, system.processes, { ...crowd, kind: 'closed', seconds: this.options.seconds })

  atRate = (label: string, system: System, crowd: Crowd, rate: number) =>
    this.run(label, system.processes, { ...crowd, kind: 'open', seconds: this.options.seconds, rate })

  /** Several cells, one after the other, again and again: A B C A B C. */
  async interleaved<K extends string>(cells: Record<K, () => Promise<Run>>, rounds = this.options.rounds) {
    const names = Object.keys(cells) as K[]
    const runs = Object.fromEntries(names.map(name => [name, [] as Run[]])) as Record<K, Run[]>
    for (let round = 0; round < rounds; round++)
      for (const name of names) runs[name].push(await cells[name]())
    return runs
  }

  knowPeak(system: System, runs: Run[]) {
    this.peaks.set(system, median(runs, 'perSecond'))
  }

  /** What a system reaches at saturation; measured here, if no goal before has done it. */
  async peak(system: System): Promise<number> {
    if (!this.peaks.has(system))
      this.knowPeak(system, [
        await this.saturate(`peak ${system.name}`, system, system.crowd(this.options.senders)),
      ])
    return this.peaks.get(system) ?? Number.NaN
  }

  async stop() {
    for (const system of await Promise.allSettled(this.started.values()))
      if (system.status === 'fulfilled') await system.value.stop()
    rmSync(this.folder, { recursive: true, force: true })
  }
}

const told = (label: string, run: Run) =>
  [
    label.padEnd(24),
    `${run.perSecond.toFixed(0).padStart(6)}/s`,
    `${run.serverMicros.toFixed(0).padStart(5)} + ${run.databaseMicros.toFixed(0).padStart(4)} µs`,
    `delivery ${run.delivery.p50.toFixed(1)} / ${run.delivery.p99.toFixed(1)} ms`,
    `${(run.deliveries / run.accepted).toFixed(2)} each`,
    `foreign ${run.foreign.toFixed(2)}${run.foreign > QUIET ? ' *' : ''}`,
    run.last.count > 0 ? `last ${run.last.p50.toFixed(1)} ms` : '',
    run.refused + run.unanswered > 0 ? `refused ${run.refused}, unanswered ${run.unanswered}` : '',
  ].join('  ')
