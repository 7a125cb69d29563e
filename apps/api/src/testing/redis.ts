import { type ChildProcess, spawn } from 'node:child_process'
import { freePort } from '@halloo/db/embedded/free-port'
import { Redis } from 'ioredis'
import { afterAll, beforeAll } from 'vitest'
import { findRedis } from '../../../../scripts/redis.ts'

/** Why tests that want a Redis did not run, for their names; undefined where there is one. */
export const noRedis = findRedis()
  ? undefined
  : 'not run: no redis-server was found, and none could be installed'

/** A Redis of its own for a test file, which keeps nothing on disk and can be killed and started again. */
export interface TestRedis {
  url: string
  kill(): Promise<void>
  start(): Promise<void>
  /** Lets it answer nobody, connected as they may be, until it goes on. */
  pause(): void
  resume(): void
}

/** `settings` names it, once it listens, to a house that is built later. */
export function givenRedis(settings: Record<string, string> = {}): TestRedis {
  let port = 0
  let child: ChildProcess | undefined
  const redis: TestRedis = {
    url: '',
    async start() {
      child = spawn(findRedis() ?? '', ['--port', String(port), '--save', '', '--bind', '127.0.0.1'], {
        argv0: 'redis-server',
        stdio: 'ignore',
      })
      const probe = new Redis(redis.url, { retryStrategy: () => 20, maxRetriesPerRequest: null })
      probe.on('error', () => {})
      await probe.ping()
      probe.disconnect()
    },
    async kill() {
      const gone = new Promise(resolve => child?.once('exit', resolve))
      if (child?.kill('SIGKILL')) await gone
      child = undefined
    },
    pause: () => void child?.kill('SIGSTOP'),
    resume: () => void child?.kill('SIGCONT'),
  }
  beforeAll(async () => {
    port = await freePort()
    redis.url = `redis://127.0.0.1:${port}`
    settings.REDIS_URL = redis.url
    await redis.start()
  })
  afterAll(() => redis.kill())
  return redis
}
