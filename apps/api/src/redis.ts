import { Redis } from 'ioredis'
import type { Logger } from './telemetry/logger.ts'

/**
 * A connection to Redis that nobody waits for: while it is away, commands fail at once and whoever sent them
 * does without. It comes back by itself.
 */
export function openRedis(url: string, log: Logger): Redis {
  const redis = new Redis(url, {
    enableOfflineQueue: false,
    enableAutoPipelining: true,
    maxRetriesPerRequest: 0,
    connectTimeout: 2000,
    // One that does not answer is as good as away, and is not asked until it has connected anew.
    socketTimeout: 500,
    commandTimeout: 1000,
    retryStrategy: times => Math.min(50 * 2 ** times, 2000),
  })
  let away = false
  redis.on('error', (error: Error) => {
    if (!away) log.warn({ reason: error.message }, 'Redis is away')
    away = true
  })
  redis.on('ready', () => {
    if (away) log.warn({}, 'Redis is back')
    away = false
  })
  return redis
}
