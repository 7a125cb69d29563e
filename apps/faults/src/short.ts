import { afterAll, beforeAll, expect } from 'vitest'
import { perform } from './perform.ts'
import { failings, type Scenario } from './scenario.ts'
import { type House, startHouse } from './stage/house.ts'

/** Rows of the matrix for `test.each`, under their names. */
export const named = (scenarios: readonly Scenario[]) =>
  scenarios.map(scenario => [scenario.name, scenario] as const)

/** Plays scenarios in small, in a house that stands for the tests of a file. */
export function givenStage(plan: { nodes: 1 | 2; redis?: boolean }) {
  let house: House | undefined
  beforeAll(async () => {
    house = await startHouse({ ...plan, env: { DRAIN_SECONDS: '1' } })
  })
  afterAll(() => house?.close())
  return {
    async passes(scenario: Scenario) {
      if (!house) throw new Error('the house is not built')
      expect(failings(await perform(scenario, house, 'short'))).toEqual([])
    },
  }
}
