import { expect, test } from 'vitest'
import { CASES, SURFACES } from './corpus.ts'
import { addressOf } from './corpus-map.ts'
import { DIVERGENCES } from './divergences.ts'
import { idleRules, leftOut } from './left-out.ts'

test('every case of the corpus is driven, or left out for a reason', () => {
  const lines = SURFACES.map(surface => {
    const of = CASES.filter(one => one.surface === surface)
    const reasons = new Map<string, number>()
    for (const one of of) {
      const because = leftOut(one)
      if (because) reasons.set(because, (reasons.get(because) ?? 0) + 1)
    }
    const out = [...reasons].map(([reason, n]) => `\n      ${n} × ${reason}`)
    const driven = of.length - [...reasons.values()].reduce((sum, n) => sum + n, 0)
    return `  ${surface}: ${driven} driven of ${of.length}${out.join('')}`
  })
  process.stdout.write(`bad-input corpus, ${CASES.length} cases\n${lines.join('\n')}\n`)
  expect(CASES).toHaveLength(728)
  expect(idleRules(CASES)).toEqual([])
})

test('every operation that is driven has an address', () => {
  for (const one of CASES) {
    const { op, as, step } = one.input
    if (leftOut(one) === undefined && typeof op === 'string' && step === undefined) addressOf(op, as)
  }
})

test('every divergence is of a case that is driven', () => {
  const driven = CASES.filter(one => leftOut(one) === undefined).map(one => `${one.surface}: ${one.case}`)
  expect(Object.keys(DIVERGENCES).filter(name => !driven.includes(name))).toEqual([])
})
