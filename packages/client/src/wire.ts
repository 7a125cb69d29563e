import { SUBPROTOCOL } from '@halloo/protocol/constants'

/** One connection that carries text both ways. */
export interface Wire {
  send(text: string): void
  close(): void
}

export interface WireEvents {
  onOpen(): void
  onText(text: string): void
  /** Called once, whoever ended it; `code` as WebSockets have it. */
  onClose(code: number): void
}

export type OpenWire = (events: WireEvents) => Wire

/** Connections over WebSocket. An address that cannot be opened is a connection that closes. */
export const webSocketWire =
  (address: () => string, WebSocketClass: typeof WebSocket): OpenWire =>
  events => {
    const socket = opened(address(), WebSocketClass)
    if (!socket) {
      queueMicrotask(() => events.onClose(1006))
      return { send() {}, close() {} }
    }
    socket.onopen = () => events.onOpen()
    socket.onmessage = event => {
      if (typeof event.data === 'string') events.onText(event.data)
    }
    // The close that follows says it all; some implementations throw an error that nobody hears.
    socket.onerror = () => {}
    socket.onclose = event => events.onClose(event.code)
    return { send: text => socket.send(text), close: () => socket.close() }
  }

// A page's policy may forbid the address with an exception.
function opened(address: string, WebSocketClass: typeof WebSocket) {
  try {
    return new WebSocketClass(address, SUBPROTOCOL)
  } catch {
    return undefined
  }
}
