import type { Redis } from 'ioredis'
import type { OpenCarrier } from './carrier.ts'

const MOST_BYTES = 64 * 1024

/** Carries by Redis pub/sub. A Redis that is away is waited for, and listened to again when it is back. */
export const redisCarrier =
  (redis: Redis, channel: string): OpenCarrier =>
  async ({ receive, joined }) => {
    const ear = redis.duplicate({ autoResubscribe: false, enableAutoPipelining: false })
    ear.on('error', () => {})
    ear.on('message', (_channel, text) => receive(text))
    ear.on('ready', () => void ear.subscribe(channel).then(joined, () => {}))
    return {
      most: MOST_BYTES,
      async send(texts) {
        await Promise.all(texts.map(text => redis.publish(channel, text)))
      },
      async close() {
        ear.disconnect()
      },
    }
  }
