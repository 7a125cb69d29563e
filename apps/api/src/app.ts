import type { Database } from '@halloo/db'
import { LIMITS } from '@halloo/protocol'
import type { HttpBindings } from '@hono/node-server'
import { type Context, Hono } from 'hono'
import { nanoid } from 'nanoid'
import type postgres from 'postgres'
import { callerAddress } from './address.ts'
import type { MemberActor, VisitorActor } from './auth/actor.ts'
import type { Auth } from './auth/auth.ts'
import type { MailLinks } from './auth/mail-links.ts'
import { createTurnstile } from './auth/turnstile.ts'
import type { Door } from './door/door.ts'
import { asRefusal } from './door/faults.ts'
import { mountOperations } from './door/http.ts'
import type { Guard } from './door/pulse.ts'
import { type Env, isLoopback } from './env.ts'
import type { Mailer } from './mail/mailer.ts'
import { notFound, Refusal, toProblem } from './refusal.ts'
import type { SignedLinks } from './storage/signed-links.ts'
import type { Storage } from './storage/storage.ts'
import type { Logger } from './telemetry/logger.ts'
import type { Metrics } from './telemetry/metrics.ts'
import { mountAuth } from './web/auth.ts'
import { mountDemo } from './web/demo.ts'
import { mountFiles } from './web/files.ts'
import { API_HEADERS } from './web/headers.ts'
import { mountHealth } from './web/health.ts'
import { mountInbox } from './web/inbox.ts'
import { mountMailPage } from './web/mail-page.ts'
import { mountMailedLinks } from './web/mailed-links.ts'
import { mountPictures } from './web/pictures.ts'
import { TRANSPARENT } from './web/probe-files.ts'
import { mountReference } from './web/reference.ts'
import { mountWidget } from './web/widget.ts'

export interface AppParts {
  root: string
  dataFolder: string
  env: Env
  publicUrl: string
  filesUrl: string
  appDb: Database
  appSql: postgres.Sql
  guard: Guard
  beats(): Promise<boolean>
  auth: Auth
  door: Door
  storage: Storage
  links: SignedLinks
  mailLinks: MailLinks
  mailer: Mailer
  metrics: Metrics
  log: Logger
  now: () => Date
  demoKey(): string | undefined
  isPrepared(): boolean
  isDraining(): boolean
  sessionsChanged(): void
  member(headers: Headers): Promise<MemberActor | undefined>
  visitor(token: string, origin: string | null): Promise<VisitorActor | undefined>
}

declare module 'hono' {
  interface ContextVariableMap {
    requestId: string
  }
}

/** Everything that is served over HTTP, on one port. */
export function createApp(parts: AppParts): Hono {
  const { env, publicUrl } = parts
  const app = new Hono()
  // Files on a name of their own are served there and nowhere else, and nothing else is.
  const filesHost = parts.filesUrl === publicUrl ? undefined : new URL(parts.filesUrl).host
  const addressOf = (c: Context) =>
    callerAddress(
      (c.env as HttpBindings).incoming?.socket.remoteAddress,
      c.req.header('x-forwarded-for'),
      env.TRUSTED_PROXIES,
    )
  const requestIdOf = (c: Context) => c.get('requestId')
  const isLocal = (c: Context) => isLoopback(addressOf(c)) && !c.req.header('x-forwarded-for')

  app.use(async (c, next) => {
    const requestId = nanoid(16)
    c.set('requestId', requestId)
    c.header('x-request-id', requestId)
    if (c.req.url.length > LIMITS.urlBytes) throw new Refusal('uri_too_long')
    const host = c.req.header('host')
    const ofFiles = filesHost !== undefined && host === filesHost
    if (!ofFiles && !isOurHost(host, publicUrl, env)) throw new Refusal('misdirected_request')
    // Whether a page's policy lets files through is tried at their own name.
    const isProbe = c.req.path === `/widget/${TRANSPARENT.name}`
    if (filesHost !== undefined && !isProbe && c.req.path.startsWith('/files/') !== ofFiles) throw notFound()
    await next()
  })

  app.onError((error, c) => {
    const judged = asRefusal(error)
    const refusal = judged instanceof Refusal ? judged : new Refusal('internal')
    if (refusal.code === 'internal')
      parts.log.error(
        { requestId: requestIdOf(c), path: c.req.routePath, reason: error.message, stack: error.stack },
        'a request failed',
      )
    const problem = toProblem(refusal, requestIdOf(c))
    // What was not read still comes over this connection: no other request may follow on it.
    if (refusal.code === 'payload_too_large') c.header('connection', 'close')
    if (refusal.retryAfterMs) {
      const seconds = Math.ceil(refusal.retryAfterMs / 1000)
      c.header('retry-after', String(seconds))
      if (refusal.code === 'rate_limited') c.header('ratelimit', `"default";r=0;t=${seconds}`)
    }
    return c.body(JSON.stringify(problem), problem.status as 400, {
      ...API_HEADERS,
      'content-type': 'application/problem+json',
    })
  })
  app.notFound(() => {
    throw notFound()
  })

  mountHealth(app, {
    sql: parts.appSql,
    metrics: parts.metrics,
    metricsToken: env.METRICS_TOKEN,
    isLocal,
    isPrepared: parts.isPrepared,
    isDraining: parts.isDraining,
    beats: parts.beats,
  })
  if (env.ROLE === 'worker') return app
  // Operations are guarded by the doorway.
  for (const path of ['/api/auth/*', '/widget/:name{pk_.+}', '/back/*', '/unsubscribe/*'])
    app.use(path, (_c, next) => parts.guard(next))
  mountReference(app, publicUrl)
  mountSocketHint(app)
  mountOperations(app, {
    door: parts.door,
    publicOrigin: publicUrl,
    addressOf,
    requestIdOf,
    member: parts.member,
    visitor: parts.visitor,
    observe: (operation, status, seconds) =>
      parts.metrics.operations.observe({ operation, transport: 'http', status: String(status) }, seconds),
  })
  mountAuth(app, {
    auth: parts.auth,
    oneAtATime: createTurnstile(parts.appDb),
    addressOf,
    requestIdOf,
    beats: parts.beats,
    changed: parts.sessionsChanged,
  })
  mountFiles(app, parts.storage, parts.links, parts.now)
  mountWidget(app, {
    root: parts.root,
    dataFolder: parts.dataFolder,
    publicUrl,
    db: parts.appDb,
    now: parts.now,
  })
  mountPictures(app, parts.storage)
  mountMailedLinks(app, { db: parts.appDb, links: parts.mailLinks, publicUrl, now: parts.now })
  mountDemo(app, parts.root, publicUrl, parts.demoKey)
  if (!env.SMTP_URL) mountMailPage(app, parts.mailer, isLocal)
  mountInbox(app, parts.root, publicUrl, parts.filesUrl)
  return app
}

/** A plain request to a socket's address. */
function mountSocketHint(app: Hono) {
  for (const path of ['/v1/socket', '/v1/widget/socket'])
    app.all(path, c => {
      c.header('upgrade', 'websocket')
      throw new Refusal(c.req.method === 'GET' ? 'upgrade_required' : 'method_not_allowed')
    })
}

/** Our own name, and on a loopback address every name of this machine. */
function isOurHost(host: string | undefined, publicUrl: string, env: Env) {
  const own = new URL(publicUrl)
  if (host === own.host) return true
  const [, name = '', port = ''] = /^(\[[^\]]+\]|[^:]+)(?::(\d+))?$/.exec(host ?? '') ?? []
  return isLoopback(env.HOST) && isLoopback(name.replace(/^\[|\]$/g, '')) && port === own.port
}
