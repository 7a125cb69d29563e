import { type Outcome, quantile, type Scenario } from './scenario.ts'

/** A row of the matrix over all of its runs. */
export interface Row {
  scenario: Scenario
  outcomes: Outcome[]
  /** What went wrong, in words. */
  broken: string[]
}

const HEAD = [
  'Fault',
  'Demanded by',
  'Runs',
  'Messages',
  'Lost',
  'Doubled',
  'Disordered',
  'Foreign',
  'Recovery p50 / p99',
  'Besides',
  'Passes',
]

/** The matrix as a table of markdown. */
export const tableOf = (rows: readonly Row[]): string =>
  [HEAD, HEAD.map(() => '---'), ...rows.map(cellsOf)].map(cells => `| ${cells.join(' | ')} |`).join('\n')

function cellsOf({ scenario, outcomes, broken }: Row): string[] {
  const sum = (of: (outcome: Outcome) => number) =>
    String(outcomes.reduce((total, outcome) => total + of(outcome), 0))
  const recovery = outcomes.flatMap(({ recoveryMs }) => recoveryMs)
  const wrong = outcomes.flatMap(outcome => outcome.wrong)
  return [
    scenario.fault,
    scenario.demandedBy,
    String(outcomes.length),
    sum(outcome => outcome.messages),
    sum(outcome => outcome.lost),
    sum(outcome => outcome.doubled),
    sum(outcome => outcome.disordered),
    sum(outcome => outcome.foreign),
    recovery.length
      ? `${Math.round(quantile(recovery, 0.5))} / ${Math.round(quantile(recovery, 0.99))} ms`
      : '–',
    [...demandsOf(outcomes), ...(wrong.length ? [`${wrong.length} wrong numbers`] : [])].join('; ') || '–',
    broken.length === 0 ? '✓' : '✗',
  ]
}

/** What the worst run said of each demand. */
const demandsOf = (outcomes: readonly Outcome[]) =>
  (outcomes[0]?.demands ?? []).map(({ text }, at) => {
    const all = outcomes.flatMap(({ demands }) => demands[at] ?? [])
    return (all.find(({ holds }) => !holds) ?? all.at(-1))?.text ?? text
  })
