import { writeFileSync } from 'node:fs'
import type { Run } from './measure.ts'
import { medianOf } from './median.ts'
import type { Options } from './options.ts'

/** A goal, and what came of it. Figures are text, with their units. */
export interface Row {
  goal: string
  what: string
  floor?: string
  ours: string
  peer?: string
  ratio?: number
  wanted: string
  /** Undefined where it is only told. */
  met?: boolean | undefined
  /** The runs that it rests on. */
  runs?: Run[]
}

const HARDWARE = '2 cores, 24 GiB'

/** All goals as a table; a star marks what was measured while others used the machine. */
export function report(rows: Row[], { rounds, seconds, senders }: Options): string {
  const head = ['goal', 'what', 'floor', 'ours', 'peer', 'ratio', 'wanted', 'met', 'foreign']
  const lines = rows.map(row => [
    row.goal,
    row.what,
    row.floor ?? '',
    row.ours,
    row.peer ?? '',
    row.ratio === undefined ? '' : row.ratio.toFixed(2),
    row.wanted,
    row.met === undefined ? '–' : row.met ? 'yes' : '**no**',
    row.runs ? foreignOf(row.runs) : '',
  ])
  return [
    `${HARDWARE}; ${senders} senders, ${seconds} s a run, medians of ${rounds} interleaved runs; ${new Date().toISOString().slice(0, 10)}.`,
    '',
    ...[head, head.map(() => '---'), ...lines].map(cells => `| ${cells.join(' | ')} |`),
    '',
    '`foreign`: cores that other processes used meanwhile (median); a star: above 0.3, not to be trusted.',
  ].join('\n')
}

function foreignOf(runs: Run[]) {
  const foreign = medianOf(runs.map(run => run.foreign))
  return `${foreign.toFixed(2)}${foreign > 0.3 ? ' *' : ''}`
}

export function tell(rows: Row[], options: Options) {
  const text = report(rows, options)
  console.log(`\n${text}\n`)
  if (options.out) writeFileSync(options.out, `${text}\n`)
}
