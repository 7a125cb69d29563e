import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { PROTOCOL_VERSION } from './constants.ts'
import { down } from './down.ts'
import { type EventRow, events } from './events.ts'
import { up } from './up.ts'

// Clients of yesterday talk to the server of today. Whoever changes the wire sees it here: adding an optional
// field needs a new hash only; anything else needs a new version, and a plan for those who speak the old one.

const wire = () => {
  const schemas: z.ZodType[] = [
    up,
    down,
    ...Object.values<EventRow>(events).flatMap(({ data, visitor }) => (visitor ? [data, visitor] : [data])),
  ]
  const text = JSON.stringify([
    Object.keys(events),
    ...schemas.map(schema => z.toJSONSchema(schema, { unrepresentable: 'any' })),
  ])
  return createHash('sha256').update(text).digest('hex').slice(0, 16)
}

test('the wire has not changed without anybody noticing', () => {
  expect({ version: PROTOCOL_VERSION, hash: wire() }).toEqual({ version: 1, hash: '954f544ca4986281' })
})
