import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { LIMITS, SUBPROTOCOL } from '@halloo/protocol'
import type { MemberActor } from '../auth/actor.ts'
import { addressKey } from '../door/limits.ts'
import { refuseConnection } from '../door/raw-answer.ts'
import { notFound, Refusal } from '../refusal.ts'
import type { Logger } from '../telemetry/logger.ts'
import type { GatewayParts } from './gateway.ts'

/**
 * Judges a handshake. Members: session cookie and the inbox's own origin, here. Visitors: cookies are
 * ignored, their token comes in `hello`.
 * @throws Refusal that is answered before the protocol changes
 */
export async function judgeUpgrade(
  request: IncomingMessage,
  parts: GatewayParts,
): Promise<{ side: 'member' | 'visitor'; actor: MemberActor | undefined }> {
  const { pathname } = new URL(request.url ?? '/', 'http://halloo')
  if (pathname !== '/v1/socket' && pathname !== '/v1/widget/socket') throw notFound()
  if (request.method !== 'GET') throw notFound()
  if (request.headers['sec-websocket-version'] !== '13') throw new Refusal('upgrade_required')
  const protocols = (request.headers['sec-websocket-protocol'] ?? '').split(',').map(name => name.trim())
  if (!protocols.includes(SUBPROTOCOL)) throw new Refusal('unsupported_subprotocol')
  if (pathname === '/v1/widget/socket') return { side: 'visitor', actor: undefined }
  try {
    if (request.headers.origin !== parts.publicOrigin) throw new Refusal('origin_not_allowed')
    const actor = await parts.member(new Headers({ cookie: request.headers.cookie ?? '' }))
    if (!actor) throw new Refusal('unauthenticated')
    await parts.limits.take('handshake per credential', actor.sessionId)
    const open = parts.hub.hearing(actor.organizationId, `member:${actor.id}`)
    if (open.size >= LIMITS.socketsPerMember) throw new Refusal('too_many_connections')
    return { side: 'member', actor }
  } catch (refusal) {
    if (refusal instanceof Refusal && refusal.code !== 'unavailable')
      await parts.limits.take('refused handshake per address', addressKey(parts.addressOf(request)))
    throw refusal
  }
}

/** Answers a handshake with plain HTTP, and closes. */
export function refuseUpgrade(socket: Duplex, error: unknown, log: Logger) {
  if (!(error instanceof Refusal))
    log.error({ reason: error instanceof Error ? error.message : 'unknown' }, 'an upgrade failed')
  const refusal = error instanceof Refusal ? error : new Refusal('internal')
  refuseConnection(
    socket,
    refusal,
    refusal.code === 'upgrade_required' ? { 'Sec-WebSocket-Version': '13' } : retryAfter(refusal),
  )
}

const retryAfter = ({ retryAfterMs }: Refusal): Record<string, string> =>
  retryAfterMs === undefined ? {} : { 'Retry-After': String(Math.ceil(retryAfterMs / 1000)) }
