import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { perform } from './perform.ts'
import { failings, type Scenario } from './scenario.ts'
import { scenarios } from './scenarios/all.ts'
import { type House, startHouse } from './stage/house.ts'

// The fault matrix in small. What disturbs nobody runs side by side in one house, the rest one after another.

const gentle = scenarios.filter(scenario => scenario.gentle)
const rough = (nodes: number) => scenarios.filter(scenario => !scenario.gentle && scenario.nodes === nodes)

/** A house of a group's own. */
function givenHouse(nodes: 1 | 2): { readonly house: House } {
  let house: House | undefined
  beforeAll(async () => {
    house = await startHouse(nodes, { DRAIN_SECONDS: '1' })
  })
  afterAll(() => house?.close())
  return {
    get house() {
      if (!house) throw new Error('the house is not built yet')
      return house
    },
  }
}

const passes = async (scenario: Scenario, house: House) =>
  expect(failings(await perform(scenario, house, 'short'))).toEqual([])

describe.concurrent('whatever happens, nothing is lost, doubled, out of order or told to strangers', () => {
  describe('side by side', () => {
    const given = givenHouse(2)
    test.concurrent.each(gentle.map(scenario => [scenario.name, scenario] as const))('%s', (_, scenario) =>
      passes(scenario, given.house),
    )
  })
  describe.sequential('with one process', () => {
    const given = givenHouse(1)
    test.each(rough(1).map(scenario => [scenario.name, scenario] as const))('%s', (_, scenario) =>
      passes(scenario, given.house),
    )
  })
  describe.sequential('with two processes', () => {
    const given = givenHouse(2)
    test.each(rough(2).map(scenario => [scenario.name, scenario] as const))('%s', (_, scenario) =>
      passes(scenario, given.house),
    )
  })
})
