import { describe, test } from 'vitest'
import { scenarios } from './scenarios/all.ts'
import { givenStage, named } from './short.ts'

// Faults of one of two processes, and of what carries news between them.

const stage = givenStage(2)

describe('nothing is lost, doubled, out of order or told to strangers', () => {
  test.each(named(scenarios.filter(({ gentle, nodes }) => !gentle && nodes === 2)))('%s', (_, scenario) =>
    stage.passes(scenario),
  )
})
