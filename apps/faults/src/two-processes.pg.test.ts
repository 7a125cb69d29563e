import { describe } from 'vitest'
import { scenarios } from './scenarios/all.ts'
import { testEach } from './short.ts'
import { hasRedis } from './stage/redis.ts'

// Faults of one of two processes, and of what carries news between them.

const rough = scenarios.filter(({ gentle, nodes }) => !gentle && nodes === 2)

describe('nothing is lost, doubled, out of order or told to strangers', () => {
  testEach(
    rough.filter(({ redis }) => !redis),
    { nodes: 2 },
  )
})

describe.skipIf(!hasRedis())('with a Redis between them', () => {
  testEach(
    rough.filter(({ redis }) => redis),
    { nodes: 2, redis: true },
  )
})
