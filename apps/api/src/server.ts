import type { Server } from 'node:http'
import path from 'node:path'
import { connect, type Connection as DatabaseConnection, refusePowerfulRole } from '@halloo/db'
import { type ServerType, serve } from '@hono/node-server'
import { callerAddress } from './address.ts'
import { createApp } from './app.ts'
import { systemActor } from './auth/actor.ts'
import { createAuth } from './auth/auth.ts'
import { authenticateMember, authenticateVisitor, memberActor } from './auth/authenticate.ts'
import { readSignInOptions } from './auth/sign-up.ts'
import { createCursors } from './door/cursor.ts'
import { createDoor } from './door/door.ts'
import { createLimits } from './door/limits.ts'
import { refuseUnreadable } from './door/raw-answer.ts'
import { type TransactionParts, transact } from './door/transaction.ts'
import type { Env } from './env.ts'
import { createEventCursors } from './events/cursor.ts'
import { releaseMember } from './features/conversations/release.ts'
import { feedHandlers } from './features/feed/routes.ts'
import { createHandlers } from './features/handlers.ts'
import { writtenMessageHandlers } from './features/messages/routes.ts'
import { signInHandlers } from './features/sign-in-options/routes.ts'
import { widgetSessionHandlers } from './features/widget-sessions/routes.ts'
import { freePort } from './free-port.ts'
import { createMailer, type Mailer } from './mail/mailer.ts'
import { createGateway } from './realtime/gateway.ts'
import { createHub, type Hub } from './realtime/hub.ts'
import { createRevocation } from './realtime/revocation.ts'
import { nameOf, sightOf } from './realtime/sight.ts'
import { createSoftState } from './realtime/soft-state.ts'
import { diskStorage } from './storage/disk.ts'
import { createSignedLinks } from './storage/signed-links.ts'
import { createLogger, type Logger } from './telemetry/logger.ts'
import { createMetrics } from './telemetry/metrics.ts'

export interface ServerOptions {
  root: string
  env: Env
  appUrl: string
  authUrl: string
  authSecret: string
  encryptionKey: string
  dataFolder: string
  now?: () => Date
  log?: Logger
  /** Told of every statement of the serving role. */
  onStatement?: (text: string) => void
  /** Widget key of the demo shop, if there is one. */
  demoKey?: () => string | undefined
}

export interface RunningServer {
  url: string
  port: number
  app: DatabaseConnection
  auth: ReturnType<typeof createAuth>
  authDb: DatabaseConnection
  mailer: Mailer
  hub: Hub
  work: TransactionParts
  close(): Promise<void>
}

/** Puts the house together and opens its one port. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { env, encryptionKey } = options
  const now = options.now ?? (() => new Date())
  const log = options.log ?? createLogger(env.LOG_LEVEL)
  const app = connect(options.appUrl, {
    max: 10,
    ...(options.onStatement && { onStatement: options.onStatement }),
  })
  const authDb = connect(options.authUrl, { max: 5 })
  await refusePowerfulRole(app.sql)

  const port = env.PORT === 0 ? await freePort(env.HOST) : env.PORT
  const publicUrl = env.PUBLIC_URL ?? `http://localhost:${port}`
  const filesUrl = env.FILES_URL ?? publicUrl
  const [metrics, mailer] = [createMetrics(), createMailer(env.SMTP_URL, env.MAIL_FROM, log)]
  const storage = diskStorage(
    env.STORAGE_URL ? new URL(env.STORAGE_URL).pathname : path.join(options.dataFolder, 'files'),
  )
  const links = createSignedLinks(encryptionKey, filesUrl)
  const [cursors, eventCursors] = [createCursors(encryptionKey), createEventCursors(encryptionKey)]
  const limits = createLimits(env.RATE_LIMITS === 'on')

  const revocation = createRevocation({
    authDb: authDb.db,
    hubOf: () => hub,
    memberActor: (...who) => memberActor(app.db, ...who),
  })
  const hub: Hub = createHub(app.db, eventCursors, revocation.onEvent)
  const work: TransactionParts = {
    db: app.db,
    storage,
    now,
    published: (organizationId, events) => hub.feed.ring(organizationId, events),
  }
  const door = createDoor({
    ...work,
    handlers: createHandlers(cursors, links),
    directHandlers: {
      ...writtenMessageHandlers(work),
      ...feedHandlers(async ({ actor }, { cursor }) => hub.read(actor, cursor)),
    },
    openHandlers: {
      ...widgetSessionHandlers(work, publicUrl),
      ...signInHandlers(() => readSignInOptions(authDb.db, env)),
    },
    limits,
  })
  const auth = createAuth({
    db: authDb.db,
    env,
    secret: options.authSecret,
    publicUrl,
    mailer,
    beforeMemberLeaves: (organizationId, memberId) =>
      transact(work, systemActor(organizationId), { requestId: 'auth' }, ctx => releaseMember(ctx, memberId)),
  })

  const member = (headers: Headers) => authenticateMember(auth, app.db, headers)
  const visitor = (token: string, origin: string | null) =>
    authenticateVisitor(app.db, token, origin, publicUrl, now())
  let draining = false
  const http = createApp({
    root: options.root,
    env,
    publicUrl,
    filesUrl,
    appDb: app.db,
    appSql: app.sql,
    auth,
    door,
    storage,
    links,
    mailer,
    metrics,
    log,
    now,
    member,
    visitor,
    demoKey: options.demoKey ?? (() => undefined),
    isDraining: () => draining,
    sessionsChanged: () => {
      void hub.feed.check().catch(() => {})
      void revocation.checkSessions().catch(() => {})
    },
  })
  const server = await new Promise<Server>(resolve => {
    const made: ServerType = serve(
      {
        fetch: http.fetch,
        port,
        hostname: env.HOST,
        serverOptions: {
          headersTimeout: 10_000,
          requestTimeout: 120_000,
          keepAliveTimeout: 5_000,
          maxHeaderSize: 16 * 1024,
        },
      },
      () => resolve(made as Server),
    )
  })
  server.maxHeadersCount = 100
  refuseUnreadable(server)

  const soft = createSoftState(
    hub,
    (connection, conversationId) => sightOf(app.db, connection.actor, conversationId),
    connection => nameOf(app.db, connection.actor),
    () => performance.now(),
  )
  const gateway = createGateway(server, {
    door,
    hub,
    soft,
    limits,
    log,
    metrics,
    publicOrigin: publicUrl,
    now: () => performance.now(),
    addressOf: request =>
      callerAddress(
        request.socket.remoteAddress,
        String(request.headers['x-forwarded-for'] ?? ''),
        env.TRUSTED_PROXIES,
      ),
    member,
    visitor,
    checkSessions: revocation.checkSessions,
  })

  return {
    url: publicUrl,
    port,
    app,
    auth,
    authDb,
    mailer,
    hub,
    work,
    async close() {
      draining = true
      gateway.close()
      const closed = new Promise<void>(resolve => server.close(() => resolve()))
      const idle = setInterval(() => server.closeIdleConnections(), 50)
      const late = setTimeout(() => server.closeAllConnections(), 5000)
      await closed
      clearInterval(idle)
      clearTimeout(late)
      await Promise.all([app.close(), authDb.close()])
    },
  }
}
