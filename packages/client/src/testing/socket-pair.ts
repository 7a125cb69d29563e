import type { Down, Up } from '@halloo/protocol'
import type { OpenWire, WireEvents } from '../wire.ts'

/** The server's end of the connection that the client holds at the moment. */
export interface ServerEnd {
  /** How often the client has called. */
  readonly calls: number
  /** What the client has said on the present connection. */
  readonly heard: Up[]
  readonly connected: boolean
  accept(): void
  say(...frames: Down[]): void
  drop(code?: number): void
}

/** Two ends of a wire in memory. */
export function socketPair(): [OpenWire, ServerEnd] {
  let events: WireEvents | undefined
  let heard: Up[] = []
  let calls = 0
  const openWire: OpenWire = theirs => {
    events = theirs
    heard = []
    calls++
    return {
      send: text => heard.push(JSON.parse(text)),
      close() {
        if (events === theirs) events = undefined
      },
    }
  }
  return [
    openWire,
    {
      get calls() {
        return calls
      },
      get heard() {
        return heard
      },
      get connected() {
        return events !== undefined
      },
      accept: () => events?.onOpen(),
      say(...frames) {
        for (const frame of frames) events?.onText(JSON.stringify(frame))
      },
      drop(code = 1006) {
        const closing = events
        events = undefined
        closing?.onClose(code)
      },
    },
  ]
}
