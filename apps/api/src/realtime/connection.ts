import type { ByeReason, Down } from '@halloo/protocol'
import type { MemberActor, VisitorActor } from '../auth/actor.ts'
import type { LoggedEvent } from '../events/write.ts'

/** Somebody who listens: by a socket, or by a request that waits. */
export abstract class Connection {
  readonly actor: MemberActor | VisitorActor
  viewing: string | null = null
  /** Number of the last event that it was given. */
  seq = 0
  /** Events that came while the log is being read for it; null once it is live. */
  held: LoggedEvent[] | null = []

  constructor(actor: MemberActor | VisitorActor) {
    this.actor = actor
  }

  /** Who is meant by presence, typing and revocation; also a topic that nobody else holds. */
  get who(): string {
    return this.actor.kind === 'member' ? `member:${this.actor.id}` : `chatuser:${this.actor.id}`
  }

  /** An event for it; `text` is what its side reads. */
  abstract hear(event: LoggedEvent, text: string): void
  abstract send(frame: Down): void
  abstract bye(reason: ByeReason, retryAfterMs?: number): void
  /** It has been told everything up to now. */
  abstract live(): void
}

/** Whether an event is for somebody with these topics. */
export const hears = (topics: readonly string[], event: LoggedEvent): boolean =>
  event.audience.some(topic => topics.includes(topic)) && !isHidden(topics, event)

export const isHidden = (topics: readonly string[], { hiddenFrom }: LoggedEvent): boolean =>
  hiddenFrom.length > 0 && hiddenFrom.some(topic => topics.includes(topic))
