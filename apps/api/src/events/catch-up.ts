import type { Database } from '@halloo/db'
import { type Place, placeOf } from './cursor.ts'
import { readLog } from './log.ts'
import type { LoggedEvent } from './write.ts'

/** So many events of the log are read for somebody who comes back; they may not all be for them. */
export const MOST_READ = 2_000
/** Who comes back within this time after another is served by the same read. */
const TOGETHER_MS = 5

/** A place that a client names, or one that we know ourselves: then it needs no mark. */
export type KnownPlace = Place | { seq: number; mark: undefined }

/**
 * What stands in the log after a place and up to a number; undefined where that can no longer be said: too much
 * has happened, it was trimmed, or the log is another than it was.
 */
export type CatchUp = (
  organizationId: string,
  from: KnownPlace,
  upTo: Place,
) => Promise<readonly LoggedEvent[] | undefined>

interface Reading {
  lowest: number
  highest: number
  events: Promise<LoggedEvent[]>
}

/** Those who come back at once share one read of their organization's log, from the lowest place. */
export function createCatchUp(db: Database): CatchUp {
  const waiting = new Map<string, Reading>()

  const join = (organizationId: string, from: number, upTo: number): Promise<LoggedEvent[]> => {
    const known = waiting.get(organizationId)
    if (known && Math.max(known.highest, upTo) - Math.min(known.lowest, from) <= MOST_READ) {
      known.lowest = Math.min(known.lowest, from)
      known.highest = Math.max(known.highest, upTo)
      return known.events
    }
    const made: Reading = { lowest: from, highest: upTo, events: Promise.resolve([]) }
    made.events = new Promise(resolve => setTimeout(resolve, TOGETHER_MS)).then(() => {
      if (waiting.get(organizationId) === made) waiting.delete(organizationId)
      // The event at the place itself comes along: it tells whether this is still the same log.
      return readLog(db, organizationId, made.lowest - 1, made.highest - made.lowest + 1)
    })
    waiting.set(organizationId, made)
    return made.events
  }

  return async (organizationId, from, upTo) => {
    if (from.seq > upTo.seq || upTo.seq - from.seq > MOST_READ) return undefined
    if (from.seq === upTo.seq) return isOurs(from, upTo.mark) ? [] : undefined
    const events = await join(organizationId, from.seq, upTo.seq)
    const first = events[0]
    if (!first) return undefined
    const at = from.seq - first.seq
    const known = events[at]
    // Where nothing stands at the place, it was trimmed; before the first event nothing ever stood.
    const mark = known ? placeOf(known).mark : from.seq === 0 ? 0 : undefined
    return at >= -1 && isOurs(from, mark) ? events.slice(at + 1) : undefined
  }
}

const isOurs = ({ mark }: KnownPlace, there: number | undefined) => mark === undefined || mark === there
