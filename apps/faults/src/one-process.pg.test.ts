import { describe, test } from 'vitest'
import { scenarios } from './scenarios/all.ts'
import { givenStage, named } from './short.ts'

// Faults of the only process and of its database, one after another.

const stage = givenStage({ nodes: 1 })

describe('nothing is lost, doubled, out of order or told to strangers', () => {
  test.each(named(scenarios.filter(({ gentle, nodes }) => !gentle && nodes === 1)))('%s', (_, scenario) =>
    stage.passes(scenario),
  )
})
