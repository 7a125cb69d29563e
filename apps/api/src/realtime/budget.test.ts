import { expect, test } from 'vitest'
import { newBudget, takeFrame } from './budget.ts'

test('thirty frames pass at once, then ten a second', () => {
  const budget = newBudget(0)
  for (let n = 0; n < 30; n++) expect(takeFrame(budget, 0)).toBe(0)
  expect(takeFrame(budget, 0)).toBe(100)
  for (let n = 1; n <= 100; n++) expect(takeFrame(budget, 100 + n * 100)).toBe(0)
})

test('a rest does not add up to more than thirty', () => {
  const budget = newBudget(0)
  for (let n = 0; n < 30; n++) expect(takeFrame(budget, 3_600_000)).toBe(0)
  expect(takeFrame(budget, 3_600_000)).toBeGreaterThan(0)
})

test('who goes on while refused is let go', () => {
  const budget = newBudget(0)
  const answers = Array.from({ length: 91 }, () => takeFrame(budget, 0))
  expect(answers.slice(30, 90).every(answer => answer !== undefined && answer > 0)).toBe(true)
  expect(answers[90]).toBeUndefined()
})
