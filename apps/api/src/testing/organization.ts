import { createHmac, randomBytes } from 'node:crypto'
import { tables } from '@halloo/db'
import type { MemberRole } from '@halloo/protocol'
import { nanoid } from 'nanoid'
import { systemActor } from '../auth/actor.ts'
import { putMember, putOrganization } from '../auth/people.ts'
import { transact } from '../door/transaction.ts'
import { updateChatUser } from '../features/chat-users/service.ts'
import { newId } from '../ids.ts'
import { type Caller, callerOf } from './caller.ts'
import { AUTH_SECRET, type House } from './house.ts'

export interface TestMember extends Caller {
  id: string
  userId: string
  cookie: string
}

export interface TestVisitor extends Caller {
  id: string
  token: string
}

export interface TestOrganization {
  id: string
  key: string
  origin: string
  owner: TestMember
  member(role: MemberRole): Promise<TestMember>
  visitor(): Promise<TestVisitor>
  /** Gives a contact an address that is proved to be theirs, as a mailed link does. */
  prove(chatUserId: string, email: string): Promise<unknown>
}

/** Mints an organization of its own for a suite, with an owner who is signed in. */
export async function givenOrganization(house: House, name = 'Test'): Promise<TestOrganization> {
  const { db } = house.server.authDb
  const origin = `https://${nanoid(8)
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, 'x')}.test`
  const { id, chatApiKey: key } = await putOrganization(db, {
    name,
    slug: `test-${nanoid(10)}`,
    chatAllowedDomains: [origin],
  })
  return {
    id,
    key,
    origin,
    owner: await givenMember(house, id, 'owner'),
    member: role => givenMember(house, id, role),
    visitor: () => givenVisitor(house, key, origin),
    prove: (chatUserId, email) =>
      transact(house.server.work, systemActor(id), { requestId: 'test' }, ctx =>
        updateChatUser(ctx, chatUserId, { email, verified: true }),
      ),
  }
}

/** A member with a session, made without a password because hashing is slow. */
async function givenMember(house: House, organizationId: string, role: MemberRole): Promise<TestMember> {
  const { db } = house.server.authDb
  const userId = newId('user')
  const name = `${role} ${nanoid(5)}`
  await db
    .insert(tables.users)
    .values({ id: userId, name, email: `${nanoid(10)}@people.test`.toLowerCase(), emailVerified: true })
  const id = await putMember(db, organizationId, userId, {
    role: role === 'owner' || role === 'admin' ? role : 'member',
    ...(role === 'supervisor' && { chatRole: 'supervisor' }),
  })
  const cookie = await signIn(house, userId, organizationId)
  return { id, userId, cookie, ...callerOf(house, { cookie, origin: house.server.url }) }
}

/** A session as Better Auth keeps it, and its cookie as Better Auth signs it. */
export async function signIn(house: House, userId: string, organizationId: string | null) {
  const token = randomBytes(24).toString('base64url')
  await house.server.authDb.db.insert(tables.sessions).values({
    id: `ses_${nanoid(21)}`,
    token,
    userId,
    expiresAt: new Date(Date.now() + 3_600_000),
    activeOrganizationId: organizationId,
  })
  const signature = createHmac('sha256', AUTH_SECRET).update(token).digest('base64')
  return `halloo.session_token=${encodeURIComponent(`${token}.${signature}`)}`
}

async function givenVisitor(house: House, key: string, origin: string): Promise<TestVisitor> {
  const { body } = await callerOf(house, { origin }).call('POST /v1/widget/sessions', { body: { key } })
  const { token, visitor } = body
  return { id: visitor.id, token, ...callerOf(house, { authorization: `Bearer ${token}`, origin }) }
}
