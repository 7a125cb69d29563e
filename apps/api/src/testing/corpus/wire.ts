import { Agent, type IncomingHttpHeaders, request } from 'node:http'
import { connect } from 'node:net'
import type { House } from '../house.ts'

// Sends bytes as they are: no client corrects what the corpus got wrong on purpose.

export interface Sent {
  method: string
  /** Path and query, already in the form that goes over the wire. */
  path: string
  headers: Record<string, string | string[]>
  body?: Uint8Array | string | undefined
  chunked?: boolean
}

export interface Reply {
  status: number
  headers: IncomingHttpHeaders
  bytes: Buffer
  text: string
  /** The parsed JSON, if it is JSON. */
  json: unknown
}

const agent = new Agent({ keepAlive: true })

/** Sends a request; resolves with the answer, also where the server answers before it has read all. */
export const send = (house: House, sent: Sent) =>
  new Promise<Reply>((resolve, reject) => {
    const body = sent.body === undefined ? undefined : Buffer.from(sent.body)
    const outgoing = request({
      agent,
      host: '127.0.0.1',
      port: house.server.port,
      method: sent.method,
      path: sent.path,
      headers: {
        host: `localhost:${house.server.port}`,
        ...(body && !sent.chunked && { 'content-length': String(body.length) }),
        ...(sent.chunked && { 'transfer-encoding': 'chunked' }),
        ...sent.headers,
      },
    })
    let answered = false
    outgoing.on('error', error => answered || reject(error))
    outgoing.on('response', response => {
      answered = true
      const chunks: Buffer[] = []
      const done = () => resolve(asReply(response.statusCode ?? 0, response.headers, Buffer.concat(chunks)))
      response.on('data', chunk => chunks.push(chunk))
      response.on('end', done)
      response.on('error', done)
    })
    if (body && sent.chunked)
      for (let at = 0; at < body.length; at += 16_384) outgoing.write(body.subarray(at, at + 16_384))
    else if (body) outgoing.write(body)
    outgoing.end()
  })

function asReply(status: number, headers: IncomingHttpHeaders, bytes: Buffer): Reply {
  const text = bytes.toString('utf8')
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    json = undefined
  }
  return { status, headers, bytes, text, json }
}

/** Writes bytes into a fresh connection and reads until it ends, or until nothing more comes. */
export const sendRaw = (house: House, bytes: Uint8Array | string, { cutAfter = 0, quietMs = 300 } = {}) =>
  new Promise<string>(resolve => {
    const chunks: Buffer[] = []
    const socket = connect(house.server.port, '127.0.0.1', () => {
      const all = Buffer.from(bytes)
      if (cutAfter === 0) return socket.write(all)
      socket.write(all.subarray(0, cutAfter), () => setTimeout(() => socket.destroy(), 50))
    })
    const finish = () => {
      socket.destroy()
      resolve(Buffer.concat(chunks).toString('latin1'))
    }
    const late = setTimeout(finish, 5000)
    let quiet: NodeJS.Timeout | undefined
    socket.on('data', chunk => {
      chunks.push(chunk)
      clearTimeout(quiet)
      quiet = setTimeout(finish, quietMs)
    })
    socket.on('error', () => {})
    socket.on('close', () => {
      clearTimeout(late)
      clearTimeout(quiet)
      finish()
    })
  })

/** The first answer in what `sendRaw` read. */
export function firstReply(text: string): Reply {
  const [head = '', ...rest] = text.split('\r\n\r\n')
  const [line = '', ...lines] = head.split('\r\n')
  const headers = Object.fromEntries(
    lines.map(entry => {
      const colon = entry.indexOf(':')
      return [entry.slice(0, colon).toLowerCase(), entry.slice(colon + 1).trim()]
    }),
  )
  return asReply(Number(line.split(' ')[1] ?? 0), headers, Buffer.from(rest.join('\r\n\r\n'), 'latin1'))
}

/** A path as a client would send it: what is already encoded stays. */
export const encodePath = (text: string) =>
  text.replace(/[^\x21-\x7e]+/g, part => {
    try {
      return encodeURIComponent(part)
    } catch {
      return '%EF%BF%BD'
    }
  })
