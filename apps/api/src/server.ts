import path from 'node:path'
import type { Connection as DatabaseConnection } from '@halloo/db'
import { freePort } from '@halloo/db/embedded/free-port'
import { callerAddress } from './address.ts'
import { createApp } from './app.ts'
import { systemActor } from './auth/actor.ts'
import { createAuth } from './auth/auth.ts'
import { authenticateMember } from './auth/authenticate.ts'
import { createMailLinks } from './auth/mail-links.ts'
import { restBetweenCalls } from './auth/rest.ts'
import { readSignInOptions } from './auth/sign-up.ts'
import { createVisitorLookUp } from './auth/visitors.ts'
import { startBackground } from './background.ts'
import { openDatabases } from './databases.ts'
import { createCursors } from './door/cursor.ts'
import { createGuardedDoor } from './door/guarded.ts'
import { type TransactionParts, transact } from './door/transaction.ts'
import { isLoopback } from './env.ts'
import type { Bus } from './events/bus/bus.ts'
import { createEventCursors } from './events/cursor.ts'
import { releaseMember } from './features/conversations/release.ts'
import { doctorHandlers } from './features/doctor/routes.ts'
import { feedHandlers } from './features/feed/routes.ts'
import { createHandlers } from './features/handlers.ts'
import { installHandlers } from './features/install/routes.ts'
import { createBatcher } from './features/messages/batcher.ts'
import { writtenMessageHandlers } from './features/messages/routes.ts'
import { signInHandlers } from './features/sign-in-options/routes.ts'
import { widgetSessionHandlers } from './features/widget-sessions/routes.ts'
import { type Background, createJobs } from './jobs/jobs.ts'
import { listen } from './listen.ts'
import { createMailer, type Mailer } from './mail/mailer.ts'
import { joinNodes, openShared } from './nodes.ts'
import { createGateway } from './realtime/gateway.ts'
import { createHub, type Hub } from './realtime/hub.ts'
import { createPolls } from './realtime/polls.ts'
import { createRevocation } from './realtime/revocation.ts'
import { sightOf, writerOf } from './realtime/sight.ts'
import { createSoftState } from './realtime/soft-state.ts'
import type { ServerOptions } from './server-options.ts'
import { stopServing } from './stop.ts'
import { diskStorage } from './storage/disk.ts'
import { createSignedLinks } from './storage/signed-links.ts'
import { createVault } from './storage/vault.ts'
import { createLogger } from './telemetry/logger.ts'
import { createMetrics } from './telemetry/metrics.ts'

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
  jobs: Background | undefined
  close(): Promise<void>
}

/** Puts the house together and opens its one port. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { env, encryptionKey } = options
  const now = options.now ?? (() => new Date())
  const log = options.log ?? createLogger(env.LOG_LEVEL)
  const databases = await openDatabases(options)
  const { app, authDb, writer, guard } = databases

  const port = env.PORT === 0 ? await freePort(env.HOST) : env.PORT
  const publicUrl = env.PUBLIC_URL ?? `http://localhost:${port}`
  const filesUrl = env.FILES_URL ?? publicUrl
  const [metrics, mailer] = [createMetrics(), createMailer(env.SMTP_URL, env.MAIL_FROM, log)]
  const storage = diskStorage(
    env.STORAGE_URL ? new URL(env.STORAGE_URL).pathname : path.join(options.dataFolder, 'files'),
  )
  const links = createSignedLinks(encryptionKey, filesUrl)
  const mailLinks = createMailLinks(encryptionKey, publicUrl)
  const [cursors, eventCursors] = [createCursors(encryptionKey), createEventCursors(encryptionKey)]
  const shared = openShared(env, log, encryptionKey, options.appUrl)
  const { limits } = shared

  const revocation = createRevocation({ db: app.db, authDb: authDb.db, hubOf: () => hub, now })
  const hub: Hub = createHub(app.db, eventCursors, revocation.onEvent)
  const nodes = await joinNodes(shared.carrier, hub.feed, revocation.checkSessions)
  const work: TransactionParts = {
    db: app.db,
    storage,
    vault: createVault(encryptionKey, env.FORMER_ENCRYPTION_KEY),
    now,
    publicUrl,
    published: nodes.published,
  }
  const batcher = createBatcher({ writer, now, published: work.published })
  let draining = false
  const soft = createSoftState({
    hub,
    bus: nodes.bus,
    sightOf: ({ actor }, conversationId) => guard(() => sightOf(app.db, actor, conversationId)),
    writerOf: ({ actor }) => guard(() => writerOf(app.db, actor)),
    now: () => performance.now(),
  })
  const door = createGuardedDoor(guard, {
    ...work,
    handlers: createHandlers(cursors, links),
    directHandlers: {
      ...writtenMessageHandlers({ work, batcher }),
      ...installHandlers(work, { publicUrl, filesUrl, mayBeInside: isLoopback(env.HOST) }),
      ...feedHandlers(createPolls({ hub, soft, guard, isDraining: () => draining })),
    },
    openHandlers: {
      ...widgetSessionHandlers({ work, ownOrigin: publicUrl, limits, mailLinks }),
      ...doctorHandlers({ work, ownOrigin: publicUrl, filesUrl }),
      ...signInHandlers(() => readSignInOptions(authDb.db, env)),
    },
    limits,
  })
  await restBetweenCalls()
  const auth = createAuth({
    db: authDb.db,
    env,
    secret: options.authSecret,
    publicUrl,
    mailer,
    beforeMemberLeaves: (organizationId, memberId) =>
      transact(work, systemActor(organizationId), { requestId: 'auth' }, ctx => releaseMember(ctx, memberId)),
  })

  const member = (headers: Headers) => guard(() => authenticateMember(auth, app.db, headers))
  const lookUp = createVisitorLookUp(app.db, publicUrl, now)
  const visitor = (token: string, origin: string | null) => guard(() => lookUp(token, origin))
  const http = createApp({
    root: options.root,
    dataFolder: options.dataFolder,
    env,
    publicUrl,
    filesUrl,
    appDb: app.db,
    appSql: app.sql,
    auth,
    door,
    storage,
    links,
    mailLinks,
    mailer,
    metrics,
    log,
    now,
    member,
    visitor,
    demoKey: options.demoKey ?? (() => undefined),
    isPrepared: options.isPrepared ?? (() => true),
    isDraining: () => draining,
    guard,
    beats: databases.beats,
    sessionsChanged: nodes.sessionsChanged,
  })
  const server = await listen(http.fetch, env.HOST, port)

  const openGateway = () =>
    createGateway(server, {
      door,
      hub,
      soft,
      limits,
      isLimited: env.RATE_LIMITS === 'on',
      guard,
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
    })
  const gateway = env.ROLE === 'worker' ? undefined : openGateway()

  const jobs =
    env.ROLE === 'web'
      ? undefined
      : createJobs({
          work,
          mailer,
          links: mailLinks,
          url: options.jobsUrl,
          waits: { answerMs: env.ANSWER_MAIL_SECONDS * 1000 },
          log,
          isHere: (organizationId, id) => hub.hearing(organizationId, `chatuser:${id}`).size > 0,
        })
  const jobsRun = options.jobsByHand ? undefined : jobs
  await jobsRun?.start()
  const stopBackground = startBackground({
    app,
    authDb,
    storage,
    nodes,
    soft,
    gateway,
    revocation,
    jobs: jobsRun,
    metrics,
    env,
    now,
    log,
    checkMs: options.checkMs,
  })

  return {
    url: publicUrl,
    port,
    app,
    auth,
    authDb,
    mailer,
    hub,
    bus: nodes.bus,
    work,
    jobs,
    async close() {
      draining = true
      stopBackground()
      await jobs?.stop()
      await stopServing(server, gateway, env.DRAIN_SECONDS * 1000)
      await batcher.idle()
      await nodes.bus.close()
      shared.close()
      await databases.close()
    },
  }
}
