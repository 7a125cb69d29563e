import { tables } from '@halloo/db'
import { nanoid } from 'nanoid'
import { putMember } from '../../auth/people.ts'
import { newId } from '../../ids.ts'
import type { House } from '../house.ts'
import { signIn } from '../organization.ts'
import type { Stage } from './stage.ts'

// People around an invitation: who was invited, who pretends to be, who has left.

export interface Person {
  userId: string
  email: string
  headers: Record<string, string>
}

const newAddress = () =>
  `${nanoid(10)
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, 'x')}@people.test`

/** Somebody who is signed in. */
export async function givenPerson(
  house: House,
  { email = newAddress(), verified = true, organizationId = null as string | null } = {},
): Promise<Person> {
  const userId = newId('user')
  await house.server.authDb.db
    .insert(tables.users)
    .values({ id: userId, name: `Person ${nanoid(5)}`, email, emailVerified: verified })
  const cookie = await signIn(house, userId, organizationId)
  return { userId, email, headers: { cookie, origin: house.server.url } }
}

/** The same, who belongs to organization A. */
export async function givenMemberOfA(stage: Stage, role: string, verified = true) {
  const person = await givenPerson(stage.house, { verified, organizationId: stage.a.id })
  const id = await putMember(stage.house.server.authDb.db, stage.a.id, person.userId, { role })
  return { ...person, id }
}

interface InvitationFields {
  email: string
  status?: string
  inviterId?: string
  expiresAt?: Date
}

/** An invitation into organization A. */
export async function givenInvitation(stage: Stage, fields: InvitationFields): Promise<string> {
  const id = `inv_${nanoid(21)}`
  await stage.house.server.authDb.db.insert(tables.invitations).values({
    id,
    organizationId: stage.a.id,
    role: 'member',
    inviterId: stage.members.admin.userId,
    expiresAt: new Date(Date.now() + 3_600_000),
    ...fields,
  })
  return id
}

/** Somebody with every invitation that the corpus knows, to the address `email`. */
export async function givenInvitations(stage: Stage, email: string): Promise<Map<string, string>> {
  const demoted = await givenMemberOfA(stage, 'member')
  const [{ userId: inviterId }, secondAgo] = [demoted, new Date(Date.now() - 1000)]
  return new Map([
    ['inv', await givenInvitation(stage, { email })],
    ['inv_expired', await givenInvitation(stage, { email, expiresAt: secondAgo })],
    ['inv_cancelled', await givenInvitation(stage, { email, status: 'canceled' })],
    ['inv_accepted', await givenInvitation(stage, { email, status: 'accepted' })],
    ['inv_demoted', await givenInvitation(stage, { email, inviterId })],
    // It went with its organization.
    ['inv_deleted_org', `inv_${nanoid(21)}`],
  ])
}

/** The actors of invitation cases whom the stage does not have. */
export async function actorOf(stage: Stage, as: string, invited: Person): Promise<Record<string, string>> {
  const { house } = stage
  const origin = house.server.url
  switch (as) {
    case 'anonymous':
      return { origin }
    case 'public_key':
      return { origin, authorization: `Bearer ${stage.a.key}` }
    case 'invitee_verified':
      return invited.headers
    case 'squatter':
      await stage.sql`update auth.users set email_verified = false where id = ${invited.userId}`
      return invited.headers
    case 'invitee_turkish':
      return (await givenPerson(house, { email: invited.email.replaceAll('i', 'ı') })).headers
    case 'other_session':
      return (await givenPerson(house)).headers
    case 'custom_role':
      return (await givenMemberOfA(stage, 'member')).headers
    case 'unverified_admin':
      return (await givenMemberOfA(stage, 'admin', false)).headers
    case 'removed_member': {
      const member = await givenMemberOfA(stage, 'admin')
      await stage.sql`delete from members where id = ${member.id}`
      return member.headers
    }
    default: {
      const member = Object.entries(stage.members).find(([name]) => name === as)?.[1]
      if (!member) throw new Error(`the corpus has the actor “${as}”, whom the stage does not know`)
      return member.headers
    }
  }
}
