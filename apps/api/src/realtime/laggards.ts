import type { Hub } from './hub.ts'
import type { SocketConnection } from './socket-connection.ts'

/** So long may a reader take for what is waiting for it. */
const MOST_MS = 10_000
/** After its last word it is not waited for any longer. */
const GRACE_MS = 5_000

/** Readers who are behind: they are brought up to date when they have read, or let go. */
export class Laggards {
  private readonly since = new Map<SocketConnection, number>()
  private readonly hub: Hub
  private readonly now: () => number

  constructor(hub: Hub, now: () => number) {
    this.hub = hub
    this.now = now
  }

  add = (connection: SocketConnection) => {
    this.since.set(connection, this.now())
    connection.socket.once('drain', () => this.drained(connection))
  }

  delete(connection: SocketConnection) {
    this.since.delete(connection)
  }

  /** To be called about every second. */
  sweep() {
    for (const [connection, since] of this.since) {
      const behindMs = this.now() - since
      if (behindMs > MOST_MS + GRACE_MS) connection.ws.terminate()
      else if (behindMs > MOST_MS) connection.bye('slow_reader', 1000)
    }
  }

  private drained(connection: SocketConnection) {
    const { missing } = connection
    if (!this.since.delete(connection) || missing === null) return
    connection.missing = null
    this.hub.catchUp(connection, missing - 1).catch(() => connection.bye('slow_reader', 1000))
  }
}
