import type { Session } from './session.ts'

/** One socket is sent away after another: they come back one after another. */
const PACE_MS = 20
const STEP_MS = 20
/** So long somebody may take to say goodbye. */
const GOODBYE_MS = 1000
const COME_BACK_MS = 1000

/** Sends everybody away, spread over at most `ms`; few are gone in a moment. */
export async function drain(sessions: ReadonlyMap<unknown, Session>, ms: number) {
  const started = performance.now()
  const leaving = [...sessions.values()]
  const pace = Math.min(PACE_MS, ms / Math.max(1, leaving.length))
  let told = 0
  const isOver = () => sessions.size === 0 || performance.now() - started > ms + GOODBYE_MS
  while (!isOver()) {
    const due = pace === 0 ? leaving.length : Math.ceil((performance.now() - started) / pace)
    for (const session of leaving.slice(told, due)) session.leave(Math.floor(Math.random() * COME_BACK_MS))
    told = Math.max(told, due)
    // Who shook hands meanwhile goes too.
    if (told >= leaving.length)
      for (const session of sessions.values()) if (!session.isLeaving) session.leave(COME_BACK_MS)
    await new Promise(resolve => setTimeout(resolve, STEP_MS))
  }
  for (const session of sessions.values()) session.ws.terminate()
}
