import { type Server, STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'
import { nanoid } from 'nanoid'
import { Refusal, toProblem } from '../refusal.ts'

// Refusals where there is no request to answer: a handshake, a tunnel, or bytes that are no HTTP.

/** Writes a refusal onto a bare connection, and ends it. */
export function refuseConnection(socket: Duplex, refusal: Refusal, headers: Record<string, string> = {}) {
  const problem = toProblem(refusal, nanoid(16))
  const body = JSON.stringify(problem)
  const more = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
  socket.end(
    `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status] ?? ''}\r\nConnection: close\r\n${more.join('')}` +
      `Content-Type: application/problem+json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  )
}

const UNREADABLE: Record<string, Refusal> = {
  HPE_HEADER_OVERFLOW: new Refusal('headers_too_large'),
  ERR_HTTP_REQUEST_TIMEOUT: new Refusal('request_timeout'),
}

/** Answers what Node's parser gives up on, and whoever takes us for a proxy. */
export function refuseUnreadable(server: Server) {
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    if (error.code === 'ECONNRESET' || !socket.writable) return socket.destroy()
    refuseConnection(socket, UNREADABLE[error.code ?? ''] ?? new Refusal('bad_request'))
  })
  server.on('connect', (_request, socket) => {
    socket.on('error', () => socket.destroy())
    refuseConnection(socket, new Refusal('method_not_allowed'), { Allow: 'GET, POST, PUT, PATCH, DELETE' })
  })
}
