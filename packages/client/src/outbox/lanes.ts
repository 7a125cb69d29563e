import { backoff } from '../backoff.ts'
import type { Clock } from '../clock.ts'
import { Refusal } from '../refusal.ts'
import { isLater } from './fate.ts'
import type { Lock } from './lock.ts'

interface Lane {
  running: boolean
  /** Refused for now: tried again when the time has come. */
  waiting: boolean
  /** Something came in while the last look may have been over. */
  again: boolean
  attempt: number
  faults: number
  cancel(): void
}

export interface LaneOptions {
  name: string
  clock: Clock
  random: () => number
  lock: Lock
  /** Sends the next of a conversation; answers false where there is none. */
  sendNext(conversationId: string, isLater: (error: unknown) => boolean): Promise<boolean>
  onChange(): void
}

/** One lane for each conversation: one message at a time, the next only after the answer. */
export function createLanes({ name, clock, random, lock, sendNext, onChange }: LaneOptions) {
  const lanes = new Map<string, Lane>()
  let closed = false

  function laneOf(conversationId: string) {
    const lane = lanes.get(conversationId) ?? {
      running: false,
      waiting: false,
      again: false,
      attempt: 0,
      faults: 0,
      cancel() {},
    }
    lanes.set(conversationId, lane)
    return lane
  }

  async function run(conversationId: string): Promise<void> {
    const lane = laneOf(conversationId)
    lane.again = true
    if (lane.running || closed) return
    lane.cancel()
    lane.running = true
    let refusal: Refusal | undefined
    while (lane.again && !refusal) {
      lane.again = false
      await lock(`${name} ${conversationId}`, () => drain(conversationId, lane)).catch((error: unknown) => {
        refusal = error instanceof Refusal ? error : new Refusal(0, 'offline')
      })
    }
    lane.running = false
    lane.waiting = refusal !== undefined
    if (refusal && !closed)
      lane.cancel = clock.after(
        refusal.retryAfterMs ?? backoff(lane.attempt++, random),
        () => void run(conversationId),
      )
    else lanes.delete(conversationId)
    onChange()
  }

  async function drain(conversationId: string, lane: Lane) {
    const later = (error: unknown) => {
      if (error instanceof Refusal && error.code === 'internal') lane.faults++
      return isLater(error, lane.faults)
    }
    while (!closed && (await sendNext(conversationId, later))) {
      lane.attempt = lane.faults = 0
      lane.waiting = false
    }
  }

  return {
    run,
    isWaiting: (conversationId: string) => lanes.get(conversationId)?.waiting ?? false,
    close() {
      closed = true
      for (const lane of lanes.values()) lane.cancel()
    },
  }
}
