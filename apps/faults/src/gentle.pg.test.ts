import { describe, test } from 'vitest'
import { scenarios } from './scenarios/all.ts'
import { givenStage, named } from './short.ts'

// Faults of single clients: they disturb nobody else, and happen side by side.

const stage = givenStage({ nodes: 2 })

describe.concurrent('nothing is lost, doubled, out of order or told to strangers', () => {
  test.each(named(scenarios.filter(({ gentle }) => gentle)))('%s', (_, scenario) => stage.passes(scenario))
})
