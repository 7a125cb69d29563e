import { can, contract, type Operation, ROLES, type Role } from '@halloo/protocol'
import { beforeAll, describe, expect, test } from 'vitest'
import { type Caller, callerOf } from '../testing/caller.ts'
import { givenHouse } from '../testing/house.ts'
import { givenOrganization } from '../testing/organization.ts'
import { type Fixture, givenFixture, samples } from './samples.ts'
import { send } from './send.ts'

// Every operation as every role: what happens is what the permission table says, nothing else.

const house = givenHouse()
let fixture: Fixture
let callers: Record<Role, Caller>
beforeAll(async () => {
  const organization = await givenOrganization(house)
  fixture = await givenFixture(organization)
  callers = {
    owner: fixture.owner,
    admin: await organization.member('admin'),
    supervisor: await organization.member('supervisor'),
    agent: await organization.member('agent'),
    visitor: fixture.visitor,
    anyone: callerOf(house, { origin: organization.origin }),
  }
})

describe.each(Object.keys(contract) as Operation[])('%s', op => {
  test.each(ROLES)('as %s', async role => {
    const { can: permission } = contract[op]
    const { status } = await send(callers[role], op, await samples[op](fixture, callers[role]))
    // What needs no credential does not mind one.
    const allowed = can('anyone', permission) || can(role, permission)
    if (allowed) expect(status).toBeLessThan(300)
    else expect([401, 403]).toContain(status)
  })
})
