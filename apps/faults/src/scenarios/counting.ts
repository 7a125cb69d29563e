import { wrongCounts, wrongEvents } from '@halloo/db/testing/ledger'
import { codeOf, tally } from '../cast/caller.ts'
import { givenCompany } from '../cast/company.ts'
import { someDeed } from '../cast/deeds.ts'
import { readMessages } from '../checks/tables.ts'
import { demand, type Scenario } from '../scenario.ts'

const DEEDS = { short: 2_000, long: 100_000 }
const AT_ONCE = 20
/** What may be answered to somebody who does things at random. */
const EXPECTED = [
  'ok',
  'already_assigned',
  'agent_at_capacity',
  'conflict',
  'visitor_blocked',
  'busy',
  'unavailable',
]

/** Many who do everything at once, and all that is counted along compared with counting at the end. */
export const counting: Scenario = {
  name: 'counts',
  fault: 'Random operations of three organizations, 20 at a time (2,000 short, 100,000 long)',
  demandedBy: 'realtime',
  nodes: 2,
  gentle: true,
  async run(house, size) {
    const companies = await Promise.all(
      [0, 1, 2].map(() => givenCompany(house, { members: 4, visitors: 10 })),
    )
    const codes: string[] = []
    const started = performance.now()
    await Promise.all(
      Array.from({ length: AT_ONCE }, async (_, at) => {
        while (codes.length < DEEDS[size]) {
          const company = companies[(at + codes.length) % companies.length]
          if (company) codes.push(await codeOf(someDeed()(company)))
        }
      }),
    )
    const seconds = (performance.now() - started) / 1000
    const ids = companies.map(({ organizationId }) => organizationId)
    const { sql } = house.owner()
    const odd = codes.filter(code => !EXPECTED.includes(code))
    return {
      messages: (await readMessages(house, ids)).length,
      acked: 0,
      lost: 0,
      doubled: 0,
      disordered: 0,
      foreign: 0,
      wrong: [...(await wrongCounts(sql, ids)), ...(await wrongEvents(sql, ids))],
      findings: [],
      recoveryMs: [],
      demands: [
        demand(`${codes.length} operations in ${seconds.toFixed(0)} s`, codes.length >= DEEDS[size]),
        demand(`${odd.length} unexpected answers of ${JSON.stringify(tally(codes))}`, odd.length === 0),
      ],
    }
  },
}
