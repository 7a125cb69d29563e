import { tables } from '@halloo/db'
import { and, eq } from 'drizzle-orm'
import { expect } from 'vitest'
import { putMember } from '../../auth/people.ts'
import type { House } from '../house.ts'
import { givenOrganization } from '../organization.ts'
import { expectCalm } from './always.ts'
import { givenPerson } from './people.ts'
import { send } from './wire.ts'

// An organization never loses its last owner.

/** An organization with one owner. */
export async function soleOwnerOf(house: House) {
  const organization = await givenOrganization(house, 'Gamma')
  return { organization, owner: organization.owner }
}

/** Two owners remove each other at the same moment. */
export async function playOwnerPair(house: House) {
  const { organization, owner } = await soleOwnerOf(house)
  const { db } = house.server.authDb
  const person = await givenPerson(house, { organizationId: organization.id })
  const second = await putMember(db, organization.id, person.userId, { role: 'owner' })
  const remove = (memberIdOrEmail: string, headers: Record<string, string>) =>
    send(house, {
      method: 'POST',
      path: '/api/auth/organization/remove-member',
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify({ memberIdOrEmail, organizationId: organization.id }),
    })
  const replies = await Promise.all([remove(second, owner.headers), remove(owner.id, person.headers)])
  for (const reply of replies) expectCalm(reply)
  const { members } = tables
  const left = await db
    .select({ id: members.id })
    .from(members)
    .where(and(eq(members.organizationId, organization.id), eq(members.role, 'owner')))
  expect(left.length, 'owners left').toBeGreaterThanOrEqual(1)
}
