import { afterAll, beforeAll, expect, test } from 'vitest'
import { perform } from './perform.ts'
import { failings, type Scenario } from './scenario.ts'
import { type House, type Plan, startHouse } from './stage/house.ts'

/** A test for each row, by its name. */
export function testEach(scenarios: readonly Scenario[], plan: Plan) {
  const passes = givenStage(plan)
  for (const scenario of scenarios) test(scenario.name, () => passes(scenario))
}

/** Plays scenarios in small, in a house that stands for the tests of a file. */
function givenStage(plan: Plan) {
  let house: House | undefined
  beforeAll(async () => {
    house = await startHouse({ ...plan, env: { DRAIN_SECONDS: '1' } })
  })
  afterAll(() => house?.close())
  return async (scenario: Scenario) => {
    if (!house) throw new Error('the house is not built')
    expect(failings(await perform(scenario, house, 'short'))).toEqual([])
  }
}
