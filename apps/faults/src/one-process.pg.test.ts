import { describe } from 'vitest'
import { scenarios } from './scenarios/all.ts'
import { testEach } from './short.ts'

// Faults of the only process and of its database, one after another.

describe('nothing is lost, doubled, out of order or told to strangers', () => {
  testEach(
    scenarios.filter(({ gentle, nodes }) => !gentle && nodes === 1),
    { nodes: 1 },
  )
})
