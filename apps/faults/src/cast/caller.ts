import { type Client, createClient, type MemberSide, Refusal } from '@halloo/client'
import { grouped } from '../checks/grouped.ts'
import type { House } from '../stage/house.ts'
import { fetchBy } from '../stage/way.ts'
import type { Member } from './people.ts'
import { webSocketBy } from './web-socket.ts'

/** Somebody of the team who only calls, by one of the house's processes. */
export function callerOf(house: House, { cookie }: Member, port = house.door.port): Client<MemberSide> {
  const { host } = new URL(house.url)
  const way = { port, host, headers: { cookie, origin: house.url } }
  return createClient({
    url: `http://127.0.0.1:${port}`,
    socketPath: '/v1/socket',
    WebSocket: webSocketBy(way),
    fetch: fetchBy(way),
  })
}

/** How a call ended: `ok`, or the code of its refusal. */
export const codeOf = (call: Promise<unknown>): Promise<string> =>
  call.then(
    () => 'ok',
    error => (error instanceof Refusal ? error.code : 'offline'),
  )

/** How a call ends by somebody who comes again where they are told to: a lock that took too long decides nothing. */
export async function endOf(call: () => Promise<unknown>): Promise<string> {
  for (;;) {
    const code = await codeOf(call())
    if (code !== 'unavailable' && code !== 'busy') return code
  }
}

/** How often each ending came about. */
export const tally = (codes: readonly string[]) =>
  Object.fromEntries([...grouped(codes, code => code)].map(([code, all]) => [code, all.length]))
