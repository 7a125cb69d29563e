import type { ByeReason } from '@halloo/protocol'
import { LIMITS } from '@halloo/protocol'
import type { MemberActor, VisitorActor } from '../auth/actor.ts'
import { type DirectContext, Written } from '../door/context.ts'
import type { Guard } from '../door/pulse.ts'
import type { LoggedEvent } from '../events/write.ts'
import { Refusal } from '../refusal.ts'
import { Connection } from './connection.ts'
import type { Hub } from './hub.ts'
import type { SoftState } from './soft-state.ts'

/** A request that waits for what happens: it hears like a socket, until there is something to answer. */
class Poll extends Connection {
  /** Events as the answer says them. */
  readonly told: string[] = []
  ended: ByeReason | undefined
  private wake = () => {}

  hear(_event: LoggedEvent, text: string) {
    // As in a frame, without its number.
    this.told.push(`{${text.slice(1)}`)
    this.wake()
  }

  send() {}
  live() {}

  bye(reason: ByeReason) {
    this.ended = reason
    this.wake()
  }

  /** Until something happens, the time is over or the caller has gone. */
  wait(ms: number, signal: AbortSignal | undefined) {
    if (this.told.length > 0 || this.ended || ms <= 0 || signal?.aborted) return
    return new Promise<void>(resolve => {
      const done = () => {
        clearTimeout(late)
        signal?.removeEventListener('abort', done)
        // What happens in the same turn is told together.
        setImmediate(resolve)
      }
      const late = setTimeout(done, ms)
      signal?.addEventListener('abort', done)
      this.wake = done
    })
  }
}

export interface PollParts {
  hub: Hub
  soft: SoftState
  guard: Guard
  /** Nobody is kept waiting by a server that stops. */
  isDraining(): boolean
}

/** Answers who asks for events, at once or when there are some. It holds no transaction while it waits. */
export function createPolls({ hub, soft, guard, isDraining }: PollParts) {
  return async (
    { actor, signal }: DirectContext,
    { cursor, wait = 0 }: { cursor?: string | undefined; wait?: number | undefined },
  ): Promise<Written> => {
    const poll = new Poll(actor)
    if (hub.hearing(actor.organizationId, poll.who).size >= mostOf(actor))
      throw new Refusal('too_many_connections')
    try {
      const joined = await guard(() => hub.join(poll, cursor))
      if (joined === 'resync') return page([], await hub.head(actor.organizationId), true)
      hub.release(poll, joined.missed)
      // Who waits is there; the next request comes before anybody takes them for gone.
      if (wait > 0) soft.arrived(poll)
      await poll.wait(isDraining() ? 0 : wait * 1000, signal)
      if (poll.ended === 'revoked') throw new Refusal('unauthenticated')
      if (poll.ended === 'resync') return page([], await hub.head(actor.organizationId), true)
      // Of everything up to here nothing was for it, and it need not ask for that again.
      const head = await hub.head(actor.organizationId)
      return page(poll.told, lastCursor(poll.told) ?? head, false)
    } finally {
      hub.leave(poll)
      soft.left(poll)
    }
  }
}

const mostOf = ({ kind }: MemberActor | VisitorActor) =>
  kind === 'member' ? LIMITS.socketsPerMember : LIMITS.socketsPerVisitor

const page = (events: readonly string[], cursor: string, resync: boolean) =>
  new Written(`{"events":[${events.join(',')}],"cursor":"${cursor}","resync":${resync}}`)

/** Every event begins with its cursor. */
const lastCursor = (events: readonly string[]) => events.at(-1)?.slice('{"cursor":"'.length).split('"', 1)[0]
