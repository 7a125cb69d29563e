import type { Down, EventPage, Operation } from '@halloo/protocol'
import { PROTOCOL_VERSION } from '@halloo/protocol/constants'
import type { Clock } from './clock.ts'
import { Refusal } from './refusal.ts'
import type { Parts } from './request.ts'
import type { OpenWire } from './wire.ts'

const WAIT_SECONDS = 25
// A server, or a proxy before it, that answers at once must not be asked without a pause.
const PAUSE_MS = 1_000

export interface PollOptions {
  /** Asks for what happened after a cursor. */
  ask(query: { cursor?: string; wait: string }, signal: AbortSignal): Promise<EventPage>
  /** Does what a `call` frame asks for. */
  call(op: Operation, parts: Parts): Promise<unknown>
  clock: Clock
}

/** A connection made of questions: says the frames that a socket would, as far as they are in the log. */
export const pollWire =
  ({ ask, call, clock }: PollOptions): OpenWire =>
  events => {
    const abort = new AbortController()
    const { signal } = abort
    const say = (frame: Down) => signal.aborted || events.onText(JSON.stringify(frame))
    const pause = () => new Promise<void>(done => clock.after(PAUSE_MS, done))

    async function listen(cursor: string | undefined, wait = 0, n = 0): Promise<void> {
      const began = clock.now()
      const page = await ask({ ...(cursor ? { cursor } : {}), wait: String(wait) }, signal)
      if (page.resync) return void say({ t: 'bye', reason: 'resync' })
      if (!wait) say({ t: 'welcome', protocol: PROTOCOL_VERSION, n, cursor: page.cursor, heartbeatMs: 0 })
      for (const event of page.events) say({ t: 'event', n: ++n, ...event })
      say({ t: 'ping', n })
      if (wait && !page.events.length && clock.now() - began < PAUSE_MS) await pause()
      if (!signal.aborted) return listen(page.cursor, WAIT_SECONDS, n)
    }

    function end(error: unknown) {
      if (signal.aborted) return
      const { status, retryAfterMs } = error instanceof Refusal ? error : { status: 0 }
      if (status === 401) say({ t: 'bye', reason: 'unauthorized' })
      else if (status === 403) say({ t: 'bye', reason: 'revoked' })
      else if (retryAfterMs) say({ t: 'bye', reason: 'rate_limited', retryAfterMs })
      else events.onClose(1006)
    }

    function answer(frame: { id: string; op: Operation } & Parts) {
      call(frame.op, frame).then(
        body => say({ t: 'answer', id: frame.id, status: 200, body }),
        ({ status, problem }: Refusal) => say({ t: 'answer', id: frame.id, status, body: problem }),
      )
    }

    queueMicrotask(events.onOpen)
    return {
      send(text) {
        const frame = JSON.parse(text)
        if (frame.t === 'hello') listen(frame.cursor).catch(end)
        else if (frame.t === 'call') answer(frame)
      },
      close: () => abort.abort(),
    }
  }
