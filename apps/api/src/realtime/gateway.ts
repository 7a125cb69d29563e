import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { LIMITS, PROTOCOL_VERSION, SUBPROTOCOL } from '@halloo/protocol'
import { nanoid } from 'nanoid'
import { type RawData, type WebSocket, WebSocketServer } from 'ws'
import type { MemberActor, VisitorActor } from '../auth/actor.ts'
import type { Door } from '../door/door.ts'
import type { Limits } from '../door/limits.ts'
import { Refusal, toProblem } from '../refusal.ts'
import type { Logger } from '../telemetry/logger.ts'
import type { Metrics } from '../telemetry/metrics.ts'
import { Connection } from './connection.ts'
import { answerCall, readFrame } from './frames.ts'
import type { Hub } from './hub.ts'
import type { SoftState } from './soft-state.ts'
import { judgeUpgrade, refuseUpgrade } from './upgrade.ts'

export interface GatewayParts {
  door: Door
  hub: Hub
  soft: SoftState
  limits: Limits
  log: Logger
  metrics: Metrics
  publicOrigin: string
  now: () => number
  addressOf(request: IncomingMessage): string
  member(headers: Headers): Promise<MemberActor | undefined>
  visitor(token: string, origin: string | null): Promise<VisitorActor | undefined>
  /** Ends the sockets of sessions that are no more. */
  checkSessions(): Promise<void>
}

export interface Gateway {
  close(): void
}

type Side = 'member' | 'visitor'

/** How often the log and the sessions are looked at without anybody having rung. */
const CHECK_MS = 15_000

/** Accepts sockets at the two addresses and speaks the protocol with them. */
export function createGateway(server: Server, parts: GatewayParts): Gateway {
  const wss = new WebSocketServer({
    noServer: true,
    maxPayload: LIMITS.frameBytes,
    perMessageDeflate: false,
    // Answered below: who sends too many is told so.
    autoPong: false,
    handleProtocols: protocols => (protocols.has(SUBPROTOCOL) ? SUBPROTOCOL : false),
  })
  wss.on('wsClientError', (_error, socket) => refuseUpgrade(socket, new Refusal('bad_request'), parts.log))
  let closing = false

  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const gone = () => socket.destroy()
    socket.on('error', gone)
    judgeUpgrade(request, parts, closing)
      .then(({ side, actor }) => {
        if (socket.destroyed) return
        wss.handleUpgrade(request, socket, head, ws => {
          socket.off('error', gone)
          serve(ws, request, side, actor)
        })
      })
      .catch(error => refuseUpgrade(socket, error, parts.log))
  })

  function serve(ws: WebSocket, request: IncomingMessage, side: Side, actor: MemberActor | undefined) {
    const origin = request.headers.origin ?? null
    const address = parts.addressOf(request)
    const socketId = nanoid(12)
    let connection: Connection | undefined
    let joining = false
    const late = setTimeout(() => ws.close(1008, 'no hello'), LIMITS.helloMs)

    const hello = async (frame: {
      protocol: number
      token?: string | undefined
      cursor?: string | undefined
    }) => {
      if (frame.protocol !== PROTOCOL_VERSION) return ws.close(1002, 'protocol')
      const who =
        side === 'member' ? actor : await parts.visitor(frame.token ?? '', origin).catch(() => undefined)
      if (!who) return byeTo(ws, 'unauthorized')
      const made = new Connection(ws, who, parts.now())
      const most = side === 'member' ? LIMITS.socketsPerMember : LIMITS.socketsPerVisitor
      const others = [...parts.hub.of(who.organizationId)].filter(other => other.who === made.who)
      if (others.length >= most) return made.bye('too_many_connections', 60_000)
      const joined = await parts.hub.join(made, frame.cursor)
      connection = made
      if (ws.readyState !== ws.OPEN) return parts.hub.leave(made)
      if (joined === 'resync') return made.bye('resync')
      clearTimeout(late)
      made.send({
        t: 'welcome',
        protocol: PROTOCOL_VERSION,
        n: made.n,
        cursor: joined.cursor,
        heartbeatMs: LIMITS.heartbeatMs,
      })
      parts.hub.sendEvents(made, joined.missed)
      parts.hub.release(made, joined.missed.at(-1)?.seq ?? 0)
      parts.soft.arrived(made)
      parts.metrics.sockets.inc({ side })
    }

    const receive = async (text: string) => {
      await parts.limits.take('frames per socket', socketId)
      const requestId = nanoid(16)
      let frame: ReturnType<typeof readFrame>
      try {
        frame = readFrame(text)
      } catch (error) {
        if (!(error instanceof Refusal)) throw error
        const problem = toProblem(error, requestId)
        ws.send(JSON.stringify({ t: 'answer', id: null, status: problem.status, body: problem }))
        return
      }
      if (!connection) {
        if (frame.t !== 'hello' || joining) return ws.close(1002, 'hello first')
        joining = true
        return hello(frame)
      }
      if (frame.t === 'call') return answerCall(parts.door, connection, frame, { address, origin, requestId })
      if (frame.t === 'typing') return parts.soft.typing(connection, frame.conversationId)
      if (frame.t === 'viewing' && side === 'member')
        return parts.soft.viewing(connection, frame.conversationId)
      if (frame.t === 'hello') return connection.bye('protocol')
    }

    ws.on('message', (data: RawData, isBinary: boolean) => {
      if (connection) connection.heardAt = parts.now()
      if (isBinary) return ws.close(1003, 'text only')
      const bytes = data as Buffer
      if (!connection && bytes.length > LIMITS.frameBytesBeforeHello)
        return ws.close(1009, 'too big before hello')
      receive(bytes.toString('utf8')).catch(error => {
        if (error instanceof Refusal && error.code === 'rate_limited')
          return connection ? connection.bye('rate_limited', error.retryAfterMs) : ws.close(1008)
        parts.log.error({ socketId, reason: reasonOf(error) }, 'a frame failed')
      })
    })
    let pings = 0
    ws.on('ping', data => {
      if (++pings > 100) return ws.close(1008, 'too many pings')
      if (ws.readyState === ws.OPEN) ws.pong(data)
      setTimeout(() => pings--, 1000).unref()
    })
    // `ws` says why in a close frame, and ends the connection itself.
    ws.on('error', () => {})
    ws.on('close', () => {
      clearTimeout(late)
      if (!connection) return
      parts.hub.leave(connection)
      parts.soft.left(connection)
      parts.metrics.sockets.dec({ side })
    })
  }

  const heartbeat = setInterval(() => {
    for (const connection of parts.hub.all()) {
      if (parts.now() - connection.heardAt > LIMITS.deadMs) connection.ws.terminate()
      else connection.send({ t: 'ping', n: connection.n })
    }
  }, LIMITS.heartbeatMs * 0.95)
  heartbeat.unref()
  const check = setInterval(() => {
    void parts.hub.feed.check().catch(() => {})
    void parts.checkSessions().catch(() => {})
  }, CHECK_MS)
  check.unref()

  return {
    close() {
      closing = true
      clearInterval(heartbeat)
      clearInterval(check)
      for (const connection of parts.hub.all()) connection.bye('draining', Math.floor(Math.random() * 3000))
      for (const ws of wss.clients) if (ws.readyState === ws.OPEN) ws.close(1012)
      setTimeout(() => {
        for (const ws of wss.clients) ws.terminate()
      }, 1000).unref()
    },
  }
}

const byeTo = (ws: WebSocket, reason: 'unauthorized') => {
  ws.send(JSON.stringify({ t: 'bye', reason }))
  ws.close(4401, reason)
}

const reasonOf = (error: unknown) => (error instanceof Error ? error.message : 'unknown')
