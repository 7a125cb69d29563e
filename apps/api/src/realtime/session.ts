import type { Duplex } from 'node:stream'
import type { WebSocket } from 'ws'
import type { MemberActor } from '../auth/actor.ts'
import { type Budget, newBudget } from './budget.ts'
import { type SocketConnection, sayBye } from './socket-connection.ts'
import type { Spoke } from './wheel.ts'

export type Side = 'member' | 'visitor'

/** Who shook hands, and from where. */
export interface Handshake {
  side: Side
  /** Members are known by their cookie; visitors say who they are in `hello`. */
  actor: MemberActor | undefined
  address: string
  origin: string | null
}

/** One open socket, from the handshake on. Thousands of them rest at a time: it has no timers and no closures. */
export class Session implements Spoke {
  readonly ws: WebSocket
  readonly socket: Duplex
  readonly handshake: Handshake
  /** Since it has said hello. */
  connection: SocketConnection | null = null
  isJoining = false
  heardAt: number
  pingAt = 0
  budget: Budget
  /** Calls that are not answered yet. */
  running = 0
  slot: Set<Spoke> | null = null
  /** When to come back, for somebody who is to go once their calls are answered. */
  private leaving: number | null = null

  constructor(ws: WebSocket, socket: Duplex, handshake: Handshake, now: number) {
    this.ws = ws
    this.socket = socket
    this.handshake = handshake
    this.heardAt = now
    this.budget = newBudget(now)
  }

  get isOpen() {
    return this.ws.readyState === this.ws.OPEN
  }

  get isLeaving() {
    return this.leaving !== null
  }

  /** Sends it away, after what it asked for is answered. */
  leave(retryAfterMs: number) {
    this.leaving = retryAfterMs
    this.answered()
  }

  /** To be called when no call may be under way any more. */
  answered() {
    if (this.leaving === null || this.running > 0) return
    if (this.connection) sayBye(this.ws, this.socket, 'draining', this.leaving)
    else this.ws.close(1012, 'draining')
  }
}
