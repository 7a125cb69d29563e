import { can, contract, LIMITS, type Operation, type Row } from '@halloo/protocol'
import type { Hono, Context as HonoContext } from 'hono'
import type { MemberActor, VisitorActor } from '../auth/actor.ts'
import { Refusal } from '../refusal.ts'
import { API_HEADERS } from '../web/headers.ts'
import { corsHeaders, preflight } from './cors.ts'
import { refuseForgedRequest } from './csrf.ts'
import type { Door } from './door.ts'
import { readJson } from './read-body.ts'
import { readQuery } from './read-query.ts'
import { readUpload } from './read-upload.ts'

export interface HttpParts {
  door: Door
  publicOrigin: string
  addressOf(c: HonoContext): string
  requestIdOf(c: HonoContext): string
  member(headers: Headers): Promise<MemberActor | undefined>
  visitor(token: string, origin: string | null): Promise<VisitorActor | undefined>
  observe(operation: string, status: number, seconds: number): void
}

const isOfWidget = (path: string) => path.startsWith('/v1/widget/')

/** Puts every operation of the contract at its address. */
export function mountOperations(app: Hono, parts: HttpParts) {
  const methods = new Map<string, string[]>()
  for (const op of Object.keys(contract) as Operation[]) {
    const [method = '', path = ''] = op.split(' ')
    methods.set(path, [...(methods.get(path) ?? []), method])
    app.on(method, path, c => serve(c, op, parts))
  }
  for (const [path, allowed] of methods) {
    app.all(path, c => {
      if (c.req.method === 'OPTIONS' && isOfWidget(path)) return preflight(c, allowed)
      c.header('allow', allowed.join(', '))
      throw new Refusal('method_not_allowed')
    })
  }
}

async function serve(c: HonoContext, op: Operation, parts: HttpParts) {
  const started = performance.now()
  let status = 500
  try {
    const row: Row = contract[op]
    const actor = await authenticate(c, row, parts)
    const side = actor.kind === 'member' ? 'member' : 'visitor'
    const answer = await parts.door({
      op,
      actor,
      params: c.req.param(),
      query: readQuery(c.req.url),
      ...(await readInput(c, row, side)),
      ifVersion: ifMatch(c.req.header('if-match')),
      address: parts.addressOf(c),
      origin: c.req.header('origin') ?? null,
      bearer: bearerOf(c) ?? null,
      userAgent: c.req.header('user-agent') ?? null,
      requestId: parts.requestIdOf(c),
      signal: c.req.raw.signal,
    })
    status = answer.status
    if (isOfWidget(op.split(' ')[1] ?? '')) for (const [name, value] of corsHeaders(c)) c.header(name, value)
    return c.body(answer.text, answer.status as 200, {
      ...API_HEADERS,
      'content-type': 'application/json',
    })
  } catch (error) {
    if (error instanceof Refusal && error.code !== 'origin_not_allowed' && isOfWidget(op.split(' ')[1] ?? ''))
      for (const [name, value] of corsHeaders(c)) c.header(name, value)
    throw error
  } finally {
    parts.observe(op, status, (performance.now() - started) / 1000)
  }
}

async function authenticate(c: HonoContext, row: Row, parts: HttpParts) {
  if (can('anyone', row.can)) return { kind: 'anyone' as const }
  const bearer = bearerOf(c)
  const origin = c.req.header('origin') ?? null
  if (bearer?.startsWith('sk_') && origin) throw new Refusal('secret_key_in_browser')
  if (row.can === 'widget:use') {
    const visitor = bearer && (await parts.visitor(bearer, origin))
    if (!visitor) throw new Refusal('unauthenticated')
    return visitor
  }
  if (bearer || !c.req.header('cookie')) throw new Refusal('unauthenticated')
  refuseForgedRequest(c, parts.publicOrigin)
  const member = await parts.member(c.req.raw.headers)
  if (!member) throw new Refusal('unauthenticated')
  return member
}

const bearerOf = (c: HonoContext) => /^Bearer (.{1,300})$/.exec(c.req.header('authorization') ?? '')?.[1]

async function readInput(c: HonoContext, row: Row, side: 'member' | 'visitor') {
  if (row.bodyType === 'multipart')
    return {
      upload: await readUpload(
        c.req.raw,
        row.fileBytes ?? (side === 'member' ? LIMITS.memberUploadBytes : LIMITS.visitorUploadBytes),
      ),
    }
  if (!row.body) return {}
  return {
    body: await readJson(c.req.raw, side === 'member' ? LIMITS.memberBodyBytes : LIMITS.widgetBodyBytes),
  }
}

function ifMatch(header: string | undefined): number | null {
  const version = /^"(\d{1,9})"$/.exec(header ?? '')?.[1]
  return version === undefined ? null : Number(version)
}
