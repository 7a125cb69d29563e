import type { Up } from '@halloo/protocol'
import { LIMITS, PROTOCOL_VERSION } from '@halloo/protocol'
import { addressKey } from '../door/limits.ts'
import { Refusal } from '../refusal.ts'
import type { GatewayParts } from './gateway.ts'
import type { Session } from './session.ts'
import { type FallsBehind, SocketConnection, sayBye } from './socket-connection.ts'

type Hello = Extract<Up, { t: 'hello' }>

/** Close code of the trade for "come again": not ours, because no `bye` can be kept to. RFC 6455, registry. */
const TRY_AGAIN = 1013

/**
 * Lets a socket in: who it is, whether it may have one more, and what it has missed.
 * @returns whether it is in
 */
export async function sayHello(
  parts: GatewayParts,
  session: Session,
  hello: Hello,
  fallsBehind: FallsBehind,
): Promise<boolean> {
  const { ws, socket, handshake } = session
  if (hello.protocol !== PROTOCOL_VERSION) {
    ws.close(1002, 'protocol')
    return false
  }
  try {
    const actor =
      handshake.side === 'member' ? handshake.actor : await visitorOf(parts, session, hello.token ?? '')
    if (!actor || !session.isOpen) {
      sayBye(ws, socket, 'unauthorized')
      return false
    }
    if (actor.kind === 'visitor') await parts.limits.take('handshake per credential', actor.sessionId)
    const connection = new SocketConnection(ws, socket, actor, fallsBehind)
    const most = actor.kind === 'member' ? LIMITS.socketsPerMember : LIMITS.socketsPerVisitor
    if (parts.hub.hearing(actor.organizationId, connection.who).size >= most) {
      connection.bye('too_many_connections', 60_000)
      return false
    }
    return await join(parts, session, connection, hello.cursor)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    if (error.code === 'rate_limited') sayBye(ws, socket, 'rate_limited', error.retryAfterMs)
    else ws.close(TRY_AGAIN, error.code)
    return false
  }
}

/** @throws Refusal where that cannot be said now */
async function visitorOf({ visitor, limits }: GatewayParts, { handshake }: Session, token: string) {
  const actor = await visitor(token, handshake.origin).catch(error => {
    if (error instanceof Refusal && error.code !== 'unavailable' && error.code !== 'busy') return undefined
    throw error
  })
  if (!actor) await limits.take('refused handshake per address', addressKey(handshake.address))
  return actor
}

async function join(
  { hub, guard }: GatewayParts,
  session: Session,
  connection: SocketConnection,
  cursor: string | undefined,
) {
  try {
    const joined = await guard(() => hub.join(connection, cursor))
    if (!session.isOpen) throw new Refusal('unavailable')
    if (joined === 'resync') {
      connection.bye('resync')
      hub.leave(connection)
      return false
    }
    session.connection = connection
    connection.send({
      t: 'welcome',
      protocol: PROTOCOL_VERSION,
      n: connection.n,
      cursor: joined.cursor,
      heartbeatMs: LIMITS.heartbeatMs,
    })
    hub.release(connection, joined.missed)
    return true
  } catch (error) {
    hub.leave(connection)
    throw error
  }
}
