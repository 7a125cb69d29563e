import http from 'node:http'
import https from 'node:https'
import { isIP } from 'node:net'
import { isPublic, PrivateAddress, publicLookup } from './addresses.ts'

const REDIRECTS = 5
const PATIENCE_MS = 8000
const MAX_BYTES = 2 * 1024 * 1024

export interface FetchedPage {
  url: string
  status: number
  policies: string[]
  html: string
}

/** Why a page could not be fetched, in a word that can be shown. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable'
}

/**
 * Fetches a page of somebody's website, following where it leads; at most 2 MiB within 8 seconds.
 * @param mayBeInside whether addresses of this machine are allowed, as while trying out
 * @throws Unreachable
 */
export async function fetchPage(address: string, mayBeInside: boolean): Promise<FetchedPage> {
  const signal = AbortSignal.timeout(PATIENCE_MS)
  let url = new URL(address)
  for (let hop = 0; hop <= REDIRECTS; hop++) {
    const answer = await ask(url, mayBeInside, signal)
    const { statusCode = 0, headers } = answer
    if (statusCode < 300 || statusCode >= 400 || !headers.location) {
      const html = await textOf(answer)
      return { url: url.href, status: statusCode, policies: policiesOf(answer), html }
    }
    answer.destroy()
    url = nextOf(url, headers.location)
  }
  throw new Unreachable('leads on and on')
}

function nextOf(from: URL, location: string) {
  try {
    const next = new URL(location, from)
    if (/^https?:$/.test(next.protocol)) return next
  } catch {}
  throw new Unreachable('leads to what is no website')
}

function ask(url: URL, mayBeInside: boolean, signal: AbortSignal) {
  const host = url.hostname.replace(/^\[|\]$/g, '')
  if (!mayBeInside && isIP(host) && !isPublic(host)) throw new Unreachable('is not on the open internet')
  const { request } = url.protocol === 'https:' ? https : http
  return new Promise<http.IncomingMessage>((done, fail) => {
    const asked = request(url, {
      signal,
      agent: false,
      ...(mayBeInside ? {} : { lookup: publicLookup }),
      headers: { accept: 'text/html', 'user-agent': 'Halloo install check' },
    })
    asked.once('response', done)
    asked.once('error', error => fail(wordsFor(error)))
    asked.end()
  })
}

const wordsFor = (error: Error & { code?: string }) =>
  new Unreachable(
    error instanceof PrivateAddress
      ? 'is not on the open internet'
      : error.name === 'AbortError' || error.name === 'TimeoutError'
        ? 'did not answer in time'
        : error.code === 'ENOTFOUND'
          ? 'is a name that nobody knows'
          : /CERT|TLS|SSL/i.test(`${error.code}${error.message}`)
            ? 'has a certificate that is not good'
            : 'could not be reached',
  )

async function textOf(answer: http.IncomingMessage) {
  const pieces: Buffer[] = []
  let bytes = 0
  try {
    for await (const piece of answer) {
      pieces.push(piece)
      bytes += piece.length
      if (bytes > MAX_BYTES) break
    }
  } catch {
    throw new Unreachable('broke off')
  }
  return Buffer.concat(pieces).toString('utf8')
}

/** Each header may carry several, with commas between. */
const policiesOf = ({ headersDistinct }: http.IncomingMessage) =>
  (headersDistinct['content-security-policy'] ?? []).flatMap(value => value.split(','))
