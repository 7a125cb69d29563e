import type { Database } from '@halloo/db'
import { readHead, readLog } from './log.ts'
import type { LoggedEvent } from './write.ts'

/** Hands out the log of each organization in order and without gaps, to one receiver. */
export interface Feed {
  /** A transaction has committed; what it wrote may come along and saves a read. A lost ring only costs time. */
  ring(organizationId: string, events: readonly LoggedEvent[]): void
  /** Begins to follow an organization; answers with the last event that will not be handed out. */
  follow(organizationId: string): Promise<number>
  unfollow(organizationId: string): void
  /** Looks for what no ring told of. */
  check(): Promise<void>
}

interface Followed {
  /** The last event handed out; undefined until the head is known. */
  seq: number | undefined
  waiting: Map<number, LoggedEvent>
  started: Promise<void>
  work: Promise<void>
}

const PAGE = 500

export function createFeed(
  db: Database,
  receive: (organizationId: string, events: LoggedEvent[]) => void,
): Feed {
  const all = new Map<string, Followed>()

  const pump = async (organizationId: string, followed: Followed) => {
    await followed.started
    for (;;) {
      const ready = takeReady(followed)
      if (ready.length > 0) receive(organizationId, ready)
      if (followed.seq === undefined) return
      const page = await readLog(db, organizationId, followed.seq, PAGE)
      for (const event of page) followed.waiting.set(event.seq, event)
      if (page.length === 0) return
    }
  }

  const schedule = (organizationId: string, followed: Followed) => {
    followed.work = followed.work.then(() => pump(organizationId, followed)).catch(() => {})
    return followed.work
  }

  return {
    ring(organizationId, events) {
      const followed = all.get(organizationId)
      if (!followed) return
      for (const event of events) if (event.seq > (followed.seq ?? -1)) followed.waiting.set(event.seq, event)
      const first = events[0]
      // The usual case: the very next events, nothing is missing and nothing needs to be read.
      if (first && followed.seq !== undefined && first.seq === followed.seq + 1) {
        const ready = takeReady(followed)
        if (ready.length > 0) receive(organizationId, ready)
        if (followed.waiting.size === 0) return
      }
      void schedule(organizationId, followed)
    },
    async follow(organizationId) {
      let followed = all.get(organizationId)
      if (!followed) {
        const made: Followed = {
          seq: undefined,
          waiting: new Map(),
          started: Promise.resolve(),
          work: Promise.resolve(),
        }
        made.started = readHead(db, organizationId).then(seq => {
          made.seq = seq
        })
        made.started.catch(() => all.delete(organizationId))
        all.set(organizationId, made)
        followed = made
      }
      await followed.started
      return followed.seq ?? 0
    },
    unfollow: organizationId => void all.delete(organizationId),
    check: () => Promise.all([...all].map(([id, followed]) => schedule(id, followed))).then(() => {}),
  }
}

function takeReady(followed: Followed): LoggedEvent[] {
  const ready: LoggedEvent[] = []
  if (followed.seq === undefined) return ready
  for (const seq of followed.waiting.keys()) if (seq <= followed.seq) followed.waiting.delete(seq)
  for (
    let next = followed.waiting.get(followed.seq + 1);
    next;
    next = followed.waiting.get(followed.seq + 1)
  ) {
    followed.waiting.delete(next.seq)
    followed.seq = next.seq
    ready.push(next)
  }
  return ready
}
