import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { LIMITS, SUBPROTOCOL } from '@halloo/protocol'
import { type RawData, type WebSocket, WebSocketServer } from 'ws'
import type { MemberActor, VisitorActor } from '../auth/actor.ts'
import type { Door } from '../door/door.ts'
import { addressKey, type Limits } from '../door/limits.ts'
import type { Guard } from '../door/pulse.ts'
import { Refusal } from '../refusal.ts'
import type { Logger } from '../telemetry/logger.ts'
import type { Metrics } from '../telemetry/metrics.ts'
import { Anteroom } from './anteroom.ts'
import { drain } from './drain.ts'
import { Heartbeat } from './heartbeat.ts'
import { sayHello } from './hello.ts'
import type { Hub } from './hub.ts'
import { Laggards } from './laggards.ts'
import { createReceiver } from './receive.ts'
import { Session } from './session.ts'
import { SocketConnection } from './socket-connection.ts'
import type { SoftState } from './soft-state.ts'
import { judgeUpgrade, refuseUpgrade } from './upgrade.ts'

export interface GatewayParts {
  door: Door
  hub: Hub
  soft: SoftState
  limits: Limits
  isLimited: boolean
  guard: Guard
  log: Logger
  metrics: Metrics
  publicOrigin: string
  now: () => number
  addressOf(request: IncomingMessage): string
  member(headers: Headers): Promise<MemberActor | undefined>
  visitor(token: string, origin: string | null): Promise<VisitorActor | undefined>
}

export interface Gateway {
  /** Looks after sockets that are due; to be called about every second. */
  tick(): void
  /** Lets nobody in any more, and sends everybody away within this time. */
  drain(ms: number): Promise<void>
}

/** A flood, even where rates are not limited. */
const PINGS_AT_ONCE = 100

/** Accepts sockets at the two addresses and speaks the protocol with them. */
export function createGateway(server: Server, parts: GatewayParts): Gateway {
  const wss = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    maxPayload: LIMITS.frameBytes,
    maxFragments: 16,
    maxBufferedChunks: 1024,
    perMessageDeflate: false,
    // Answered below: who sends too many is told so.
    autoPong: false,
    handleProtocols: protocols => (protocols.has(SUBPROTOCOL) ? SUBPROTOCOL : false),
  })
  wss.on('wsClientError', (_error, socket) => refuseUpgrade(socket, new Refusal('bad_request'), parts.log))
  const sessions = new Map<WebSocket, Session>()
  const heartbeat = new Heartbeat(parts.now)
  const laggards = new Laggards(parts.hub, parts.now)
  const anteroom = new Anteroom(parts.isLimited)
  let closing = false

  server.on('upgrade', async (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const gone = () => socket.destroy()
    socket.on('error', gone)
    const address = parts.addressOf(request)
    const key = addressKey(address)
    let isWaiting = false
    try {
      if (closing) throw new Refusal('unavailable', { retryAfterMs: 1000 })
      anteroom.enter(key)
      isWaiting = true
      const { side, actor } = await judgeUpgrade(request, parts)
      if (closing) throw new Refusal('unavailable', { retryAfterMs: 1000 })
      if (socket.destroyed) return anteroom.leave(key)
      const { origin = null } = request.headers
      const onFailure = () => anteroom.leave(key)
      socket.once('close', onFailure)
      wss.handleUpgrade(request, socket, head, ws => {
        socket.off('error', gone)
        socket.off('close', onFailure)
        open(ws, new Session(ws, socket, { side, actor, address, origin }, parts.now()))
      })
    } catch (error) {
      if (isWaiting) anteroom.leave(key)
      refuseUpgrade(socket, error, parts.log)
    }
  })

  const receive = createReceiver(parts, async (session, frame) => {
    const isIn = await sayHello(parts, session, frame, laggards.add)
    if (!isIn || !session.connection) return
    anteroom.leave(addressKey(session.handshake.address))
    parts.soft.arrived(session.connection)
    parts.metrics.sockets.inc({ side: session.handshake.side })
  })

  function open(ws: WebSocket, session: Session) {
    sessions.set(ws, session)
    heartbeat.begin(session)
    ws.on('message', onMessage).on('ping', onPing).on('close', onClose)
    // `ws` says why in a close frame, and ends the connection itself.
    ws.on('error', ignore)
  }

  function onMessage(this: WebSocket, data: RawData, isBinary: boolean) {
    const session = sessions.get(this)
    if (!session) return
    session.heardAt = parts.now()
    if (isBinary) return this.close(1003, 'text only')
    const bytes = data as Buffer
    if (!session.connection && bytes.length > LIMITS.frameBytesBeforeHello)
      return this.close(1009, 'too big before hello')
    receive(session, bytes.toString('utf8'))
  }

  let pingedAt = 0
  const pings = new Map<WebSocket, number>()
  function onPing(this: WebSocket, data: Buffer) {
    const now = parts.now()
    if (now - pingedAt > 1000) pings.clear()
    if (pings.size === 0) pingedAt = now
    const count = (pings.get(this) ?? 0) + 1
    pings.set(this, count)
    if (count > PINGS_AT_ONCE) return this.close(1008, 'too many pings')
    const session = sessions.get(this)
    if (session) session.heardAt = now
    if (this.readyState === this.OPEN) this.pong(data)
  }

  function onClose(this: WebSocket) {
    const session = sessions.get(this)
    if (!session) return
    sessions.delete(this)
    heartbeat.end(session)
    const { connection, handshake } = session
    if (!connection) return anteroom.leave(addressKey(handshake.address))
    laggards.delete(connection)
    parts.hub.leave(connection)
    parts.soft.left(connection)
    parts.metrics.sockets.dec({ side: handshake.side })
  }

  return {
    tick() {
      heartbeat.tick()
      laggards.sweep()
    },
    async drain(ms) {
      closing = true
      for (const connection of parts.hub.all())
        if (!(connection instanceof SocketConnection)) connection.bye('draining')
      await drain(sessions, ms)
    },
  }
}

const ignore = () => {}
