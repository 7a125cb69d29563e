import type { Server } from 'node:http'
import type { Gateway } from './realtime/gateway.ts'

/** Requests that are under way when everybody else has gone. */
const REQUESTS_MS = 10_000

/** Ends a server without cutting anybody short: sockets one after another, then requests, then nothing is left. */
export async function stopServing(server: Server, gateway: Gateway | undefined, drainMs: number) {
  await gateway?.drain(drainMs)
  const closed = new Promise<void>(resolve => server.close(() => resolve()))
  const idle = setInterval(() => server.closeIdleConnections(), 50)
  const late = setTimeout(() => server.closeAllConnections(), REQUESTS_MS)
  await closed
  clearInterval(idle)
  clearTimeout(late)
}
