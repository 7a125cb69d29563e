import type { ByeReason, Down } from '@halloo/protocol'
import { CLOSE_CODES, LIMITS } from '@halloo/protocol'
import type { WebSocket } from 'ws'
import type { MemberActor, VisitorActor } from '../auth/actor.ts'
import type { LoggedEvent } from '../events/write.ts'

/** One socket that has said hello: what it hears, what it was sent, and whether it is still there. */
export class Connection {
  readonly ws: WebSocket
  actor: MemberActor | VisitorActor
  /** Number of the last event frame. */
  n = 0
  viewing: string | null = null
  /** Events that came while the log is being read for it; null once it is live. */
  held: LoggedEvent[] | null = []
  heardAt: number

  constructor(ws: WebSocket, actor: MemberActor | VisitorActor, at: number) {
    this.ws = ws
    this.actor = actor
    this.heardAt = at
  }

  /** Who is meant by presence, typing and revocation. */
  get who(): string {
    return this.actor.kind === 'member' ? `member:${this.actor.id}` : `chatuser:${this.actor.id}`
  }

  send(frame: Down) {
    this.sendText(JSON.stringify(frame))
  }

  sendText(text: string) {
    if (this.ws.readyState !== this.ws.OPEN) return
    if (this.ws.bufferedAmount > LIMITS.slowReaderBytes) return this.bye('slow_reader', 1000)
    this.ws.send(text)
  }

  /** An event frame: `tail` is the part that is the same for everybody in the audience. */
  sendEvent(cursor: string, tail: string) {
    this.n++
    this.sendText(`{"t":"event","n":${this.n},"cursor":"${cursor}",${tail}`)
  }

  bye(reason: ByeReason, retryAfterMs?: number) {
    if (this.ws.readyState !== this.ws.OPEN) return
    this.ws.send(
      JSON.stringify({
        t: 'bye',
        reason,
        ...(retryAfterMs !== undefined && { retryAfterMs }),
      } satisfies Down),
    )
    this.ws.close(CLOSE_CODES[reason], reason)
  }

  hears(event: LoggedEvent): boolean {
    return hears(this.actor.topics, event)
  }
}

/** Whether an event is for somebody with these topics. */
export const hears = (topics: readonly string[], event: LoggedEvent): boolean =>
  event.audience.some(topic => topics.includes(topic)) &&
  !event.hiddenFrom.some(topic => topics.includes(topic))
