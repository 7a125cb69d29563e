import { SUBPROTOCOL } from '@halloo/protocol'
import { WebSocket } from 'ws'

const PATIENCE_MS = 5000

/** Whether a WebSocket opens at an address, as a visitor's browser would open it: a proxy in between may not let it. */
export const reachesSocket = (url: string) =>
  new Promise<boolean>(done => {
    const socket = new WebSocket(url, SUBPROTOCOL, { handshakeTimeout: PATIENCE_MS })
    const end = (isOpen: boolean) => {
      done(isOpen)
      socket.terminate()
    }
    socket.once('open', () => end(true))
    socket.once('error', () => end(false))
  })
