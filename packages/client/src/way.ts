import type { Clock } from './clock.ts'
import type { OpenWire, Wire, WireEvents } from './wire.ts'

/** How events come: by a socket, or by asking where the network lets no socket through. */
export type Transport = 'socket' | 'poll'

export interface WayOptions {
  openSocket: OpenWire
  openPoll: OpenWire
  /** Where to begin: a runtime without WebSocket asks at once. */
  first?: Transport
  clock: Clock
}

// Long enough for two attempts that hang, short enough that two unlucky ones of a day do not meet.
const TWICE_WITHIN_MS = 30_000
const LOOK_MS = 60_000

/**
 * Chooses between socket and asking. Two sockets in a row that said nothing: asking. While asking, looks for a
 * socket every minute and when the network is back; one that opens takes over with another hello, whose cursor
 * hands over what is known.
 */
export function createWay({ openSocket, openPoll, first = 'socket', clock }: WayOptions) {
  let transport = first
  let failedAt = Number.NEGATIVE_INFINITY

  function bySocket(events: WireEvents): Wire {
    let settled = false
    const ended = () => {
      if (settled) return
      settled = true
      if (clock.now() - failedAt <= TWICE_WITHIN_MS) transport = 'poll'
      failedAt = clock.now()
    }
    const wire = openSocket({
      onOpen: events.onOpen,
      onText(text) {
        settled = true
        failedAt = Number.NEGATIVE_INFINITY
        events.onText(text)
      },
      onClose(code) {
        ended()
        events.onClose(code)
      },
    })
    return {
      send: wire.send,
      close() {
        ended()
        wire.close()
      },
    }
  }

  function byAsking(events: WireEvents): Wire {
    let looking: Wire | undefined
    let cancel = () => {}
    const rest = () => {
      cancel()
      looking?.close()
      globalThis.removeEventListener?.('online', look)
    }
    let wire = openPoll({
      ...events,
      onClose(code) {
        rest()
        // Nothing goes through: no sign that sockets are what is kept out.
        transport = 'socket'
        failedAt = Number.NEGATIVE_INFINITY
        events.onClose(code)
      },
    })

    function look() {
      cancel()
      looking?.close()
      cancel = clock.after(LOOK_MS, look)
      const own = openSocket({
        onOpen: () => own === looking && takeOver(own),
        onText: text => own === wire && events.onText(text),
        onClose: code => own === wire && events.onClose(code),
      })
      looking = own
    }

    function takeOver(socket: Wire) {
      looking = undefined
      rest()
      wire.close()
      wire = socket
      transport = 'socket'
      events.onOpen()
    }

    cancel = clock.after(LOOK_MS, look)
    globalThis.addEventListener?.('online', look)
    return {
      send: text => wire.send(text),
      close() {
        rest()
        wire.close()
      },
    }
  }

  const open: OpenWire = events => (transport === 'poll' ? byAsking : bySocket)(events)
  return {
    open,
    get transport() {
      return transport
    },
  }
}
