import { existsSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { builtApi } from './halloo.ts'

/** How the bench is run; see docs/bench.md. */
export interface Options {
  /** Goals by name, in small letters; empty means all. */
  only: string[]
  rounds: number
  seconds: number
  senders: number
  /** A run is repeated so often if others used the machine meanwhile. */
  patience: number
  /** The built server under test. */
  api: string
  /** Where the table is written to. */
  out: string | undefined
}

export function readOptions(args: string[]): Options {
  const { values } = parseArgs({
    args: args.filter(arg => arg !== '--'),
    options: {
      only: { type: 'string', default: '' },
      rounds: { type: 'string', default: '3' },
      seconds: { type: 'string', default: '6' },
      senders: { type: 'string', default: '200' },
      patience: { type: 'string', default: '2' },
      api: { type: 'string', default: builtApi },
      out: { type: 'string' },
    },
  })
  const { only, api, out } = values
  if (!existsSync(api)) throw new Error(`${api} is not there: pnpm build makes it`)
  return {
    only: only.toLowerCase().split(',').filter(Boolean),
    rounds: Number(values.rounds),
    seconds: Number(values.seconds),
    senders: Number(values.senders),
    patience: Number(values.patience),
    api,
    // pnpm runs us in our own folder; the path was written in another.
    out: out && path.resolve(process.env.INIT_CWD ?? '.', out),
  }
}
