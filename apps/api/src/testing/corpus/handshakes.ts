import { LIMITS } from '@halloo/protocol'
import { expect } from 'vitest'
import { type Case, type Fields, fieldsOf, numberOf, textOf } from './corpus.ts'
import { expectedOf } from './corpus-map.ts'
import { judge, type Look } from './judge.ts'
import { type Handshake, type RawSocket, shakeHands } from './raw-socket.ts'
import { enter, hello, MEMBER_SOCKET, VISITOR_SOCKET } from './sockets.ts'
import type { Stage } from './stage.ts'
import { expand } from './values.ts'
import { send, sendRaw } from './wire.ts'

// Handshakes: who comes, from where, and with which headers.

export async function playHandshake(stage: Stage, one: Case) {
  const { input } = one
  const wanted = expectedOf(one)
  if (typeof input.raw === 'string') {
    const answer = await sendRaw(stage.house, input.raw)
    return expect(answer, 'no second request is upgraded').not.toContain('HTTP/1.1 101')
  }
  if (input.plain) {
    const headers = stage.members.agent.headers
    const reply = await send(stage.house, { method: 'GET', path: MEMBER_SOCKET, headers })
    return judge(reply, asHttp(wanted))
  }
  const others = input.nth === undefined ? [] : await fill(stage, input)
  const { handshake, token } = await handshakeOf(stage, input)
  const raw = await shakeHands(stage.house, handshake)
  await judge(raw.handshake, asHttp(wanted), looksAt(raw))
  if (wanted.close !== undefined) {
    raw.sendText(hello(token))
    expect(await raw.closed).toBe(wanted.close)
  }
  for (const other of [...others, raw]) await other.end()
}

/** What a handshake is expected to be, in the words for answers. */
const asHttp = ({
  handshake_status: status,
  handshake_status_any: any,
  close: _,
  ...rest
}: Fields): Fields => ({
  ...rest,
  ...(status !== undefined && { status }),
  ...(any !== undefined && { status_any: any }),
})

const looksAt = (raw: RawSocket): Record<string, Look> => ({
  negotiated_extensions: () => expect(raw.handshake.headers['sec-websocket-extensions']).toBeUndefined(),
})

/** Opens as many sockets as one may have. */
async function fill(stage: Stage, { nth, as }: Fields) {
  const who = as === 'visitor' ? stage.visitors.visitor : stage.members.agent
  expect(numberOf(nth) - 1).toBe(as === 'visitor' ? LIMITS.socketsPerVisitor : LIMITS.socketsPerMember)
  return Promise.all(Array.from({ length: numberOf(nth) - 1 }, () => enter(stage.house, who)))
}

async function handshakeOf(stage: Stage, input: Fields): Promise<{ handshake: Handshake; token?: string }> {
  const { agent } = stage.members
  const { visitor } = stage.visitors
  const own = stage.house.server.url
  if (input.as === 'anonymous') return { handshake: { path: MEMBER_SOCKET, headers: { origin: own } } }
  if (input.as === 'visitor')
    return { handshake: { path: VISITOR_SOCKET, headers: { origin: stage.a.origin } }, token: visitor.token }
  if (input.ticket === 'expired') return expired(stage)
  // What the corpus calls a ticket is a visitor's token or a member's cookie here.
  if (input.ticket === 'visitor' && input.path !== undefined)
    return {
      handshake: { path: MEMBER_SOCKET, headers: { origin: own, authorization: `Bearer ${visitor.token}` } },
    }
  if (input.ticket === 'agent')
    return { handshake: { path: VISITOR_SOCKET, headers: { cookie: agent.cookie, origin: own } } }
  if (input.ticket === 'visitor')
    return {
      handshake: { path: VISITOR_SOCKET, headers: { origin: textOf(input.origin) } },
      token: visitor.token,
    }
  if (input.ticket !== undefined) throw new Error(`the harness has no ticket “${String(input.ticket)}”`)
  const dropped = Array.isArray(input.drop) ? input.drop.map(name => [textOf(name), undefined]) : []
  const changed = Object.entries(fieldsOf(expand(input.headers ?? {}, stage))).map(([name, value]) => [
    name,
    textOf(value),
  ])
  const origin = 'origin' in input ? (input.origin ?? undefined) : own
  return {
    handshake: {
      path: MEMBER_SOCKET,
      headers: {
        cookie: agent.cookie,
        ...(typeof origin === 'string' && { origin }),
        ...Object.fromEntries([...dropped, ...changed]),
      },
      ...(typeof input.method === 'string' && { method: input.method }),
      ...(typeof input.body === 'string' && { body: input.body }),
    },
  }
}

/** A token whose time is over. */
async function expired(stage: Stage) {
  const late = await stage.a.visitor()
  await stage.sql`update visitor_sessions set expires_at = now() - interval '1 second' where chat_user_id = ${late.id}`
  const handshake = { path: VISITOR_SOCKET, headers: { origin: stage.a.origin } }
  return { handshake, token: late.token }
}
