import type { Duplex } from 'node:stream'
import type { ByeReason, Down } from '@halloo/protocol'
import { CLOSE_CODES, LIMITS } from '@halloo/protocol'
import type { WebSocket } from 'ws'
import type { MemberActor, VisitorActor } from '../auth/actor.ts'
import type { LoggedEvent } from '../events/write.ts'
import { Connection } from './connection.ts'
import { cork } from './cork.ts'

const RETURN_MS = 1000

/** A connection whose reader has fallen behind begins to miss events. */
export type FallsBehind = (connection: SocketConnection) => void

/** A socket that has said hello. */
export class SocketConnection extends Connection {
  readonly ws: WebSocket
  readonly socket: Duplex
  /** Number of the last event frame. */
  n = 0
  /** Number of the first event that it did not take; null while it keeps up. */
  missing: number | null = null
  /** What is worth nothing later, the latest of each kind, while it is behind. */
  private latest: Map<string, Down> | null = null
  private readonly fallsBehind: FallsBehind

  constructor(ws: WebSocket, socket: Duplex, actor: MemberActor | VisitorActor, fallsBehind: FallsBehind) {
    super(actor)
    this.ws = ws
    this.socket = socket
    this.fallsBehind = fallsBehind
  }

  hear(event: LoggedEvent, text: string) {
    if (this.missing !== null) return
    if (this.socket.writableLength > LIMITS.laggingBytes) {
      this.missing = event.seq
      return this.fallsBehind(this)
    }
    // Numbered when it is sent: what is left out leaves no gap.
    this.n++
    this.sendText(`{"t":"event","n":${this.n}${text}`)
  }

  send(frame: Down) {
    const isBehind = this.missing !== null || this.socket.writableLength > LIMITS.laggingBytes
    if (!isBehind || !isSoft(frame)) return this.sendText(JSON.stringify(frame))
    if (frame.t === 'typing') return
    this.latest ??= new Map()
    this.latest.set(frame.t === 'viewing' ? frame.conversationId : frame.t, frame)
  }

  sendText(text: string) {
    if (this.ws.readyState !== this.ws.OPEN) return
    if (this.socket.writableLength > LIMITS.slowReaderBytes) return this.bye('slow_reader', RETURN_MS)
    cork(this.socket)
    this.ws.send(text)
  }

  live() {
    if (this.missing !== null || !this.latest) return
    const latest = this.latest
    this.latest = null
    for (const frame of latest.values()) this.send(frame)
  }

  bye(reason: ByeReason, retryAfterMs?: number) {
    sayBye(this.ws, this.socket, reason, retryAfterMs)
  }
}

const isSoft = (frame: Down) => frame.t === 'typing' || frame.t === 'viewing' || frame.t === 'presence'

/** The last frame, and the close that says the same. */
export function sayBye(ws: WebSocket, socket: Duplex, reason: ByeReason, retryAfterMs?: number) {
  if (ws.readyState !== ws.OPEN) return
  const frame: Down = { t: 'bye', reason, ...(retryAfterMs !== undefined && { retryAfterMs }) }
  cork(socket)
  ws.send(JSON.stringify(frame))
  ws.close(CLOSE_CODES[reason], reason)
}
