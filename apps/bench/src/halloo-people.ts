import { createHash, createHmac } from 'node:crypto'
import { PROTOCOL_VERSION, SUBPROTOCOL } from '@halloo/protocol'
import { PAST } from './past.ts'
import type { Seat } from './system.ts'

// Who lives in the database of the bench, by number. Ids and tokens follow from the numbers, here as in its SQL.

/** Organizations 0 to 49 are many; one is hot; in one a whole team hears everything. */
export const HOT = PAST.organizations
export const HALL = PAST.organizations + 1
export const HOT_CONVERSATIONS = 1_000
export const HALL_CONVERSATION = PAST.conversations + HOT_CONVERSATIONS
export const MEMBERS = { many: 20, hot: 200, hall: 500 }

const hash = (text: string) => createHash('sha256').update(text).digest('base64url')
const id = (kind: string, n: number) => `${kind}_${hash(kind + n).slice(0, 21)}`

export const conversationId = (n: number) => id('conv', n)
export const organizationOf = (n: number) =>
  n < PAST.conversations ? n % PAST.organizations : n < HALL_CONVERSATION ? HOT : HALL

/** The member who has a conversation: members are numbered by organization. */
export function memberOf(n: number) {
  const organization = organizationOf(n)
  if (organization === HOT) return firstMember(HOT) + ((n - PAST.conversations) % MEMBERS.hot)
  return firstMember(organization) + (Math.floor(n / PAST.organizations) % MEMBERS.many)
}

export const firstMember = (organization: number) =>
  organization <= HOT ? organization * MEMBERS.many : HOT * MEMBERS.many + MEMBERS.hot

const visitorToken = (n: number) => `vt_${id('org', organizationOf(n)).slice(4)}.${hash(`token${n}`)}`

const hello = (token?: string) => JSON.stringify({ t: 'hello', protocol: PROTOCOL_VERSION, token })

/** A tab of the visitor whose conversation this is. */
export const visitorSeat = (port: number, n: number): Seat => ({
  url: `ws://127.0.0.1:${port}/v1/widget/socket`,
  protocol: SUBPROTOCOL,
  opening: [hello(visitorToken(n))],
})

/** The same tab, where they write. */
export const writerSeat = (port: number, n: number): Seat => ({
  ...visitorSeat(port, n),
  message: JSON.stringify({
    t: 'call',
    id: '$id',
    op: 'POST /v1/widget/conversations/:conversationId/messages',
    params: { conversationId: conversationId(n) },
    body: { id: '$id', content: '$body' },
  }),
})

/** A member's inbox. The cookie is signed as Better Auth does it. */
export function memberSeat(port: number, member: number, origin: string, secret: string): Seat {
  const token = hash(`session${member}`)
  const signature = createHmac('sha256', secret).update(token).digest('base64')
  return {
    url: `ws://127.0.0.1:${port}/v1/socket`,
    protocol: SUBPROTOCOL,
    headers: { origin, cookie: `halloo.session_token=${encodeURIComponent(`${token}.${signature}`)}` },
    opening: [hello()],
  }
}
