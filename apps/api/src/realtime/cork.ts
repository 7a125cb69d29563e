import type { Duplex } from 'node:stream'

const corked: Duplex[] = []

/**
 * Holds back what is written to a socket until the end of this turn of the event loop: an answer and the events
 * that go with it leave by one system call. What is held back counts as `writableLength`.
 */
export function cork(socket: Duplex) {
  if (socket.writableCorked > 0) return
  socket.cork()
  if (corked.push(socket) === 1) setImmediate(uncork)
}

function uncork() {
  for (const socket of corked.splice(0)) socket.uncork()
}
