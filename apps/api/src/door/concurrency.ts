import { Refusal } from '../refusal.ts'

/** So many transactions of one organization run at once: fewer than the pool has connections. */
const AT_ONCE = 8
/** So many more wait for their turn; a team that comes back all at once is not refused. */
const WAITING = 100
const RETRY_AFTER_MS = 1000

/** Lets each organization do only so much at once, so that none takes the database from all others. */
export interface Turns {
  /** @throws Refusal `busy` where too many wait already */
  take<T>(organizationId: string, work: () => Promise<T>): Promise<T>
}

export function createTurns(atOnce = AT_ONCE, waiting = WAITING): Turns {
  const busy = new Map<string, { running: number; queue: (() => void)[] }>()
  return {
    async take(organizationId, work) {
      const at = busy.get(organizationId) ?? { running: 0, queue: [] }
      busy.set(organizationId, at)
      if (at.running < atOnce) at.running++
      else if (at.queue.length >= waiting) throw new Refusal('busy', { retryAfterMs: RETRY_AFTER_MS })
      else await new Promise<void>(resolve => at.queue.push(resolve))
      try {
        return await work()
      } finally {
        const next = at.queue.shift()
        if (next) next()
        else if (--at.running === 0) busy.delete(organizationId)
      }
    },
  }
}
