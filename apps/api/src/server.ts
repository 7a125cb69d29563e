import path from 'node:path'
import type { Connection as DatabaseConnection } from '@halloo/db'
import { freePort } from '@halloo/db/embedded/free-port'
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
import { releaseMember } from './features/conversations/release.ts'
import { createHandlers } from './features/handlers.ts'
import { createBatcher } from './features/messages/batcher.ts'
import { type Background, createJobs } from './jobs/jobs.ts'
import { openLive } from './live.ts'
import { createMailer, type Mailer } from './mail/mailer.ts'
import { openShared } from './nodes.ts'
import type { Hub } from './realtime/hub.ts'
import { createPolls } from './realtime/polls.ts'
import { startServing } from './serve.ts'
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
  const cursors = createCursors(encryptionKey)
  const shared = openShared(env, log, encryptionKey, options.appUrl)
  const { limits, carrier } = shared

  const { hub, revocation, nodes, soft } = await openLive({
    app,
    authDb,
    guard,
    carrier,
    secret: encryptionKey,
    now,
  })
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
  const door = createGuardedDoor(guard, {
    ...work,
    ...createHandlers({
      work,
      filesUrl,
      cursors,
      links,
      mailLinks,
      batcher,
      limits,
      mayBeInside: isLoopback(env.HOST),
      readEvents: createPolls({ hub, soft, guard, isDraining: () => draining }),
      readSignInOptions: () => readSignInOptions(authDb.db, env),
    }),
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
  const { server, gateway } = await startServing({
    port,
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
    hub,
    soft,
    limits,
  })

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
