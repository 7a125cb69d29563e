import { setTimeout as pause } from 'node:timers/promises'
import { callerOf } from '../cast/caller.ts'
import type { Chatter } from '../cast/chatter.ts'
import { type Demand, demand, type Size, within } from '../scenario.ts'
import type { House } from '../stage/house.ts'
import { played, timed, until } from './playing.ts'

// Rights that end while their holder is connected.

const WITHIN_MS = 1000

export const revoked = played(
  {
    nodes: 2,
    gentle: true,
    name: 'revoked',
    fault: 'Signed out, made inactive, blocked, in the middle of talk',
    demandedBy: 'realtime',
  },
  () => ({ organizations: 1, visitors: 4, agents: 4 }),
  async ({ house, agents, visitors, members, talk }, size) => {
    const [lead, member, other] = members
    const [, signedOut, inactive] = agents
    const blocked = visitors[0]
    if (!lead || !member || !other || !signedOut || !inactive || !blocked) return {}
    const { call } = callerOf(house, lead)
    talk(150)
    await pause(size === 'long' ? 3000 : 400)
    const demands = [
      ...(await ends(signedOut, size, () => signOut(house, member.cookie))),
      ...(await ends(inactive, size, () =>
        call('PATCH /v1/members/:memberId', { params: { memberId: other.id }, body: { status: 'inactive' } }),
      )),
      ...(await ends(blocked, size, () =>
        call('POST /v1/chat-users/:chatUserId/block', { params: { chatUserId: blocked.id } }),
      )),
    ]
    return { demands }
  },
)

/** Takes a right away; the socket must end, hear nothing more, and (of a member) not come back. */
async function ends(who: Chatter, size: Size, act: () => Promise<unknown>): Promise<Demand[]> {
  const { socket } = who.voice.client
  await act()
  const took = await timed(() => until(() => socket.status === 'closed', 20_000, 5))
  const heard = who.log.heard.length
  await pause(300)
  const isDeaf = who.log.heard.length === heard
  socket.connect()
  await until(() => socket.status === 'closed' || socket.status === 'open', 3000)
  const isOut = socket.status !== 'open' || who.kind === 'visitor'
  who.close()
  return [
    within(`${who.name} was out:`, took, WITHIN_MS, size),
    demand(`${who.name} heard nothing more`, isDeaf),
    demand(`${who.name} could not resume`, isOut),
  ]
}

const signOut = ({ url }: House, cookie: string) =>
  fetch(`${url}/api/auth/sign-out`, {
    method: 'POST',
    headers: { cookie, origin: url, 'content-type': 'application/json' },
    body: '{}',
  })
