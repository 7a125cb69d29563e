import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { startFloor } from './floor.ts'
import { startHalloo } from './halloo.ts'
import { runLoad } from './load.ts'
import { type Measurement, measure } from './measure.ts'
import { report } from './report.ts'

// Acknowledged messages per second and CPU per message, as ratios to the bare floor, in interleaved runs.

const SENDERS = Number(process.env.SENDERS ?? 200)
const SECONDS = Number(process.env.SECONDS ?? 8)
const ROUNDS = Number(process.env.ROUNDS ?? 3)

const folder = mkdtempSync(path.join(os.tmpdir(), 'halloo-bench-'))
const systems = { floor: startFloor, halloo: startHalloo }
const results: Record<keyof typeof systems, Measurement[]> = { floor: [], halloo: [] }

try {
  for (let round = 0; round < ROUNDS; round++) {
    for (const name of ['floor', 'halloo'] as const) {
      const system = await systems[name](path.join(folder, `${name}-${round}`), SENDERS)
      try {
        const measured = await measure(system, () => runLoad(system.plan, SECONDS))
        results[name].push(measured)
        console.log(
          `${name.padEnd(7)} ${measured.perSecond.toFixed(0).padStart(6)} messages/s  ${measured.cpuMicros.toFixed(0).padStart(5)} µs each`,
        )
      } finally {
        await system.stop()
      }
    }
  }
  console.log(report(results, { senders: SENDERS, seconds: SECONDS }))
} finally {
  rmSync(folder, { recursive: true, force: true })
}
