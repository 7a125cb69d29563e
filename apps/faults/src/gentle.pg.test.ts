import { describe } from 'vitest'
import { scenarios } from './scenarios/all.ts'
import { testEach } from './short.ts'

// Faults of single clients: they disturb nobody else, and happen side by side.

describe.concurrent('nothing is lost, doubled, out of order or told to strangers', () => {
  testEach(
    scenarios.filter(({ gentle }) => gentle),
    { nodes: 2 },
  )
})
