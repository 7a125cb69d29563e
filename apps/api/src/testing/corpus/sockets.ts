import { PROTOCOL_VERSION } from '@halloo/protocol'
import { expect } from 'vitest'
import type { House } from '../house.ts'
import type { TestMember, TestVisitor } from '../organization.ts'
import type { Fields } from './corpus.ts'
import { type RawSocket, shakeHands } from './raw-socket.ts'

// Sockets of the people on the stage.

export const MEMBER_SOCKET = '/v1/socket'
export const VISITOR_SOCKET = '/v1/widget/socket'

export const hello = (token?: string, cursor?: string) =>
  JSON.stringify({ t: 'hello', protocol: PROTOCOL_VERSION, token, cursor })

/** Opens a socket as a member or as a visitor, up to the hello. */
export const knock = (house: House, who: TestMember | TestVisitor) =>
  'token' in who
    ? shakeHands(house, { path: VISITOR_SOCKET, headers: { origin: who.headers.origin } })
    : shakeHands(house, { path: MEMBER_SOCKET, headers: who.headers })

/** Opens a socket and says hello. */
export async function enter(
  house: House,
  who: TestMember | TestVisitor,
  cursor?: string,
): Promise<RawSocket> {
  const raw = await knock(house, who)
  expect(raw.handshake.status, raw.handshake.text).toBe(101)
  raw.sendText(hello('token' in who ? who.token : undefined, cursor))
  if (cursor === undefined) expect(await raw.next(({ t }) => t === 'welcome')).toBeDefined()
  return raw
}

let calls = 0
/** A `call` frame with an id of its own. */
export function callFrame(op: string, more: Fields = {}): { id: string; frame: Fields } {
  const id = `corpus-${calls++}`
  return { id, frame: { t: 'call', id, op, ...more } }
}

/** Whether somebody still listens at the other end. */
export async function expectOpen(raw: RawSocket) {
  const { id, frame } = callFrame('no such operation')
  raw.sendText(JSON.stringify(frame))
  expect(await raw.next(answer => answer.id === id), 'the socket is open').toBeDefined()
}
