import { LIMITS } from '@halloo/protocol'
import type { Session } from './session.ts'
import { Wheel } from './wheel.ts'

/** Pings sockets, and ends those who said no hello or were not heard for too long. */
export class Heartbeat {
  private readonly wheel: Wheel<Session>
  private readonly now: () => number
  private readonly random: () => number

  constructor(now: () => number, random: () => number = Math.random) {
    this.now = now
    this.random = random
    this.wheel = new Wheel(now(), session => this.visit(session))
  }

  /** From the handshake on. */
  begin(session: Session) {
    session.pingAt = this.now() + this.period()
    this.wheel.place(session, LIMITS.helloMs)
  }

  end(session: Session) {
    this.wheel.remove(session)
  }

  /** To be called about every second. */
  tick() {
    this.wheel.tick(this.now())
  }

  private visit(session: Session) {
    const now = this.now()
    const { ws, connection } = session
    if (!session.isOpen || now - session.heardAt > LIMITS.deadMs) return ws.terminate()
    if (!connection && !session.isJoining) {
      ws.close(1008, 'no hello')
      // Who does not take leave is cut off.
      return this.wheel.place(session, 1000)
    }
    if (connection && now >= session.pingAt) {
      session.pingAt = now + this.period()
      connection.send({ t: 'ping', n: connection.n })
    }
    this.wheel.place(session, Math.min(session.pingAt, session.heardAt + LIMITS.deadMs + 1) - now)
  }

  /** 25 s ± 10 %, so that those who came together are not pinged together. */
  private period = () => LIMITS.heartbeatMs * (0.9 + this.random() * 0.2)
}
