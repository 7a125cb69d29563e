import type { Database } from '@halloo/db'
import { BEGINNING, type Place, placeOf } from './cursor.ts'
import { readHead, readLog } from './log.ts'
import type { LoggedEvent } from './write.ts'

/** Hands out the log of each organization in order and without gaps, to one receiver. */
export interface Feed {
  /** A transaction has committed; what it wrote may come along and saves a read. A lost ring only costs time. */
  ring(organizationId: string, events: readonly LoggedEvent[]): void
  /** Begins to follow an organization; answers with the place of the last event that will not be handed out. */
  follow(organizationId: string): Promise<Place>
  unfollow(organizationId: string): void
  /** Looks for what no ring told of. */
  check(): Promise<void>
}

export interface FeedReceiver {
  receive(organizationId: string, events: readonly LoggedEvent[]): void
  /** The log was trimmed beyond what was handed out: nobody can be told what is missing. */
  lost(organizationId: string): void
}

/** So long a gap is given to close by itself before the log is read. */
const NEIGHBOURS_MS = 5

interface Followed {
  /** The last event handed out, or where the log stood before the first; undefined until the head is known. */
  last: LoggedEvent | Place | undefined
  waiting: Map<number, LoggedEvent>
  started: Promise<void>
  work: Promise<void>
  soon?: NodeJS.Timeout
}

const PAGE = 500

export function createFeed(db: Database, receiver: FeedReceiver): Feed {
  const all = new Map<string, Followed>()

  const pump = async (organizationId: string, followed: Followed) => {
    await followed.started
    for (;;) {
      const ready = takeReady(followed)
      if (ready.length > 0) receiver.receive(organizationId, ready)
      if (followed.last === undefined || all.get(organizationId) !== followed) return
      const page = await readLog(db, organizationId, followed.last.seq, PAGE)
      for (const event of page) followed.waiting.set(event.seq, event)
      const [first] = page
      if (!first) return
      if (first.seq <= followed.last.seq + 1) continue
      followed.last = { seq: first.seq - 1, mark: 0 }
      receiver.lost(organizationId)
    }
  }

  const schedule = (organizationId: string, followed: Followed) => {
    followed.work = followed.work.then(() => pump(organizationId, followed)).catch(() => {})
    return followed.work
  }

  const begin = (organizationId: string) => {
    const made: Followed = {
      last: undefined,
      waiting: new Map(),
      started: readHead(db, organizationId).then(place => {
        made.last = place
      }),
      work: Promise.resolve(),
    }
    made.started.catch(() => {
      if (all.get(organizationId) === made) all.delete(organizationId)
    })
    all.set(organizationId, made)
    return made
  }

  return {
    ring(organizationId, events) {
      const followed = all.get(organizationId)
      if (!followed) return
      const last = followed.last?.seq
      // The usual case: just the next events. Nothing is missing, and nothing needs to be put in order.
      if (followed.waiting.size === 0 && last !== undefined && areNext(events, last)) {
        followed.last = events.at(-1)
        return receiver.receive(organizationId, events)
      }
      for (const event of events) if (event.seq > (last ?? -1)) followed.waiting.set(event.seq, event)
      if (last !== undefined && events[0]?.seq === last + 1) {
        const ready = takeReady(followed)
        if (ready.length > 0) receiver.receive(organizationId, ready)
        if (followed.waiting.size === 0) return
      }
      // Rung by name alone: there is something to read.
      if (events.length === 0) return void schedule(organizationId, followed)
      // Mostly its neighbours are on their way: two that commit one after the other may tell so in another order.
      clearTimeout(followed.soon)
      followed.soon = setTimeout(() => {
        if (followed.waiting.size > 0) void schedule(organizationId, followed)
      }, NEIGHBOURS_MS).unref()
    },
    async follow(organizationId) {
      const followed = all.get(organizationId) ?? begin(organizationId)
      await followed.started
      return followed.last ? asPlace(followed.last) : BEGINNING
    },
    unfollow: organizationId => void all.delete(organizationId),
    check: () => Promise.all([...all].map(([id, followed]) => schedule(id, followed))).then(() => {}),
  }
}

const areNext = (events: readonly LoggedEvent[], last: number) =>
  events.length > 0 && events.every((event, at) => event.seq === last + 1 + at)

const asPlace = (last: LoggedEvent | Place): Place => ('mark' in last ? last : placeOf(last))

function takeReady(followed: Followed): LoggedEvent[] {
  const ready: LoggedEvent[] = []
  const { last, waiting } = followed
  if (last === undefined) return ready
  let { seq } = last
  for (let next = waiting.get(seq + 1); next; next = waiting.get(seq + 1)) {
    waiting.delete(next.seq)
    seq = next.seq
    ready.push(next)
  }
  followed.last = ready.at(-1) ?? last
  for (const old of waiting.keys()) if (old <= seq) waiting.delete(old)
  return ready
}
