import { createHash, createHmac, randomBytes } from 'node:crypto'
import { tables } from '@halloo/db'
import { ID_PREFIXES, type IdKind } from '@halloo/protocol'
import { nanoid } from 'nanoid'
import type { House } from '../stage/house.ts'

// People are put into the tables directly: hashing passwords for thousands of them would be the longest fault.

export const newId = (kind: IdKind) => `${ID_PREFIXES[kind]}_${nanoid(21)}`

export interface Member {
  id: string
  userId: string
  organizationId: string
  sessionId: string
  cookie: string
}

export interface Visitor {
  id: string
  organizationId: string
  token: string
}

const DAY_MS = 24 * 60 * 60 * 1000
const inADay = () => new Date(Date.now() + DAY_MS)

export async function putOrganization(house: House): Promise<string> {
  const id = newId('organization')
  await house
    .owner()
    .db.insert(tables.organizations)
    .values({ id, name: `Shop ${nanoid(5)}`, slug: `shop-${nanoid(12)}`, chatApiKey: `pk_${nanoid(24)}` })
  return id
}

/** Somebody of the team with a session, as Better Auth keeps it, and its cookie, as Better Auth signs it. */
export async function putMember(house: House, organizationId: string, role = 'member'): Promise<Member> {
  const { db } = house.owner()
  const [id, userId, sessionId] = [newId('member'), newId('user'), `ses_${nanoid(21)}`]
  const email = `${nanoid(14)}@people.test`.toLowerCase()
  await db
    .insert(tables.users)
    .values({ id: userId, name: `Member ${nanoid(5)}`, email, emailVerified: true })
  await db.insert(tables.members).values({ id, organizationId, userId, role, chatMaxConcurrentChats: 1000 })
  const token = randomBytes(24).toString('base64url')
  await db
    .insert(tables.sessions)
    .values({ id: sessionId, token, userId, expiresAt: inADay(), activeOrganizationId: organizationId })
  const signature = createHmac('sha256', house.authSecret).update(token).digest('base64')
  const cookie = `halloo.session_token=${encodeURIComponent(`${token}.${signature}`)}`
  return { id, userId, organizationId, sessionId, cookie }
}

/** Visitors with tokens, as `POST /v1/widget/sessions` would make them. */
export async function putVisitors(house: House, organizationId: string, count: number): Promise<Visitor[]> {
  const { db } = house.owner()
  const visitors = Array.from({ length: count }, () => ({
    id: newId('chatUser'),
    organizationId,
    token: `vt_${organizationId.slice(4)}.${randomBytes(32).toString('base64url')}`,
  }))
  for (let at = 0; at < count; at += 1000) {
    const some = visitors.slice(at, at + 1000)
    await db.insert(tables.chatUsers).values(some.map(({ id }) => ({ id, organizationId })))
    await db.insert(tables.visitorSessions).values(
      some.map(({ id, token }) => ({
        id: newId('visitorSession'),
        organizationId,
        chatUserId: id,
        tokenHash: createHash('sha256').update(token).digest('base64url'),
        expiresAt: inADay(),
      })),
    )
  }
  return visitors
}
