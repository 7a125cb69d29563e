import { describe, test } from 'vitest'
import { scenarios } from './scenarios/all.ts'
import { givenStage, named } from './short.ts'
import { hasRedis } from './stage/redis.ts'

// Faults of one of two processes, and of what carries news between them.

const rough = scenarios.filter(({ gentle, nodes }) => !gentle && nodes === 2)

describe('nothing is lost, doubled, out of order or told to strangers', () => {
  const stage = givenStage({ nodes: 2 })
  test.each(named(rough.filter(({ redis }) => !redis)))('%s', (_, scenario) => stage.passes(scenario))
})

describe.skipIf(!hasRedis())('with a Redis between them', () => {
  const stage = givenStage({ nodes: 2, redis: true })
  test.each(named(rough.filter(({ redis }) => redis)))('%s', (_, scenario) => stage.passes(scenario))
})
