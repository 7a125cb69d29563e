import type { Server } from 'node:http'
import path from 'node:path'
import { connect, type Connection as DatabaseConnection, refusePowerfulRole } from '@halloo/db'
import { type ServerType, serve } from '@hono/node-server'
import { nanoid } from 'nanoid'
import { callerAddress } from './address.ts'
import { createApp } from './app.ts'
import { systemActor } from './auth/actor.ts'
import { createAuth } from './auth/auth.ts'
import { authenticateMember, authenticateVisitor } from './auth/authenticate.ts'
import { readSignInOptions } from './auth/sign-up.ts'
import { createCursors } from './door/cursor.ts'
import { createDoor } from './door/door.ts'
import { createLimits } from './door/limits.ts'
import { refuseUnreadable } from './door/raw-answer.ts'
import { type TransactionParts, transact } from './door/transaction.ts'
import type { Env } from './env.ts'
import { BEAT_MS, type Bus, openBus } from './events/bus/bus.ts'
import { notifyCarrier } from './events/bus/notify.ts'
import { redisCarrier } from './events/bus/redis.ts'
import { scopeOf } from './events/bus/scope.ts'
import { createEventCursors } from './events/cursor.ts'
import { TRIM_AFTER_MS, TRIM_EVERY_MS, trimLog } from './events/trim.ts'
import { startRecurring } from './every.ts'
import { releaseMember } from './features/conversations/release.ts'
import { feedHandlers } from './features/feed/routes.ts'
import { createHandlers } from './features/handlers.ts'
import { writtenMessageHandlers } from './features/messages/routes.ts'
import { signInHandlers } from './features/sign-in-options/routes.ts'
import { widgetSessionHandlers } from './features/widget-sessions/routes.ts'
import { freePort } from './free-port.ts'
import { createMailer, type Mailer } from './mail/mailer.ts'
import { oneAtATime } from './one-at-a-time.ts'
import { createGateway } from './realtime/gateway.ts'
import { createHub, type Hub } from './realtime/hub.ts'
import { createRevocation, RIGHTS_MS } from './realtime/revocation.ts'
import { nameOf, sightOf } from './realtime/sight.ts'
import { createSoftState } from './realtime/soft-state.ts'
import { openRedis } from './redis.ts'
import { diskStorage } from './storage/disk.ts'
import { createSignedLinks } from './storage/signed-links.ts'
import { createLogger, type Logger } from './telemetry/logger.ts'
import { createMetrics } from './telemetry/metrics.ts'

export interface ServerOptions {
  root: string
  env: Env
  appUrl: string
  authUrl: string
  writerUrl: string
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
  bus: Bus
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
  const writer = connectWriter(options.writerUrl, 2)
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
  const redis = env.REDIS_URL ? openRedis(env.REDIS_URL, log) : undefined
  const scope = scopeOf(encryptionKey, options.appUrl)
  const limits = createLimits({ on: env.RATE_LIMITS === 'on', redis, scope })

  const revocation = createRevocation({ db: app.db, authDb: authDb.db, hubOf: () => hub, now })
  const hub: Hub = createHub(app.db, eventCursors, revocation.onEvent)
  const bus = await openBus({
    node: nanoid(12),
    open: redis ? redisCarrier(redis, scope) : notifyCarrier(options.appUrl),
    now: () => performance.now(),
    rung: hub.feed.ring,
  })
  const lookAgain = oneAtATime(async () => {
    await Promise.allSettled([hub.feed.check(), revocation.checkSessions()])
  })
  bus.onMissed(lookAgain)
  bus.hear('sessions', lookAgain)
  const work: TransactionParts = {
    db: app.db,
    storage,
    now,
    published(organizationId, events) {
      hub.feed.ring(organizationId, events)
      bus.ring(organizationId, events)
    },
  }
  const door = createDoor({
    ...work,
    handlers: createHandlers(cursors, links),
    directHandlers: {
      ...writtenMessageHandlers({ work, batcher }),
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
    sessionsChanged() {
      void lookAgain()
      bus.say('sessions', null)
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

  const soft = createSoftState({
    hub,
    bus,
    sightOf: (connection, conversationId) => sightOf(app.db, connection.actor, conversationId),
    nameOf: connection => nameOf(app.db, connection.actor),
    now: () => performance.now(),
  })
  const openGateway = () =>
    createGateway(server, {
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
  const gateway = env.ROLE === 'worker' ? undefined : openGateway()

  const trim = () =>
    trimLog({
      db: app.db,
      authDb: authDb.db,
      authSql: authDb.sql,
      days: env.EVENT_LOG_DAYS,
      now,
    })
  const stopRecurring = startRecurring(
    [
      { everyMs: 1000, work: soft.tick },
      { everyMs: BEAT_MS, work: bus.beat },
      { everyMs: RIGHTS_MS, work: revocation.checkRights },
      ...(env.ROLE === 'web' ? [] : [{ everyMs: TRIM_EVERY_MS, firstMs: TRIM_AFTER_MS, work: trim }]),
    ],
    error =>
      log.error({ reason: error instanceof Error ? error.message : 'unknown' }, 'recurring work failed'),
  )

  return {
    url: publicUrl,
    port,
    app,
    auth,
    authDb,
    mailer,
    hub,
    bus,
    work,
    async close() {
      draining = true
      stopRecurring()
      gateway?.close()
      const closed = new Promise<void>(resolve => server.close(() => resolve()))
      const idle = setInterval(() => server.closeIdleConnections(), 50)
      const late = setTimeout(() => server.closeAllConnections(), 5000)
      await closed
      clearInterval(idle)
      clearTimeout(late)
      await bus.close()
      redis?.disconnect()
      await Promise.all([app.close(), authDb.close()])
    },
  }
}
