import { isIPv6 } from 'node:net'
import type { Redis } from 'ioredis'
import { type RateLimiterAbstract, RateLimiterMemory, RateLimiterRedis } from 'rate-limiter-flexible'
import { Refusal } from '../refusal.ts'

/** Points per seconds, by what is limited and whom it counts against. */
const RULES = {
  'session per address, minute': { points: 10, duration: 60 },
  'session per address, hour': { points: 60, duration: 3600 },
  'session per widget key': { points: 1000, duration: 60 },
  'identity per session': { points: 10, duration: 60 },
  'sign-in per address and phone': { points: 5, duration: 60 },
  'sign-in per phone': { points: 20, duration: 3600 },
  'sign-in per address': { points: 100, duration: 3600 },
  'sign-in per widget key': { points: 600, duration: 60 },
  'sign-up per address': { points: 10, duration: 3600 },
  'message per credential': { points: 60, duration: 60 },
  'message burst per credential': { points: 10, duration: 2 },
  'message per address': { points: 300, duration: 60 },
  'upload per credential': { points: 20, duration: 600 },
  'transcript mail per credential': { points: 5, duration: 3600 },
  'privacy request per credential': { points: 5, duration: 3600 },
  'visitor request per credential': { points: 300, duration: 60 },
  'visitor request per address': { points: 900, duration: 60 },
  'member request per credential': { points: 1200, duration: 60 },
  'handshake per credential': { points: 20, duration: 60 },
  'refused handshake per address': { points: 20, duration: 60 },
} as const
export type Rule = keyof typeof RULES

export interface Limits {
  isOn: boolean
  /** Takes a point or refuses with `rate_limited` and when to come back. */
  take(rule: Rule, key: string): Promise<void>
}

export interface LimitsParts {
  on: boolean
  /** Counts for all nodes together; each node counts for itself without, and while it is away. */
  redis?: Redis | undefined
  /** Tells installations apart that share a Redis. */
  scope?: string
}

/** The rate limits of this installation. */
export function createLimits({ on, redis, scope = '' }: LimitsParts): Limits {
  if (!on) return { isOn: false, take: async () => {} }
  const limiters = new Map<string, RateLimiterAbstract>(
    Object.entries(RULES).map(([rule, options]) => {
      const memory = new RateLimiterMemory(options)
      if (!redis) return [rule, memory]
      return [
        rule,
        new RateLimiterRedis({
          ...options,
          storeClient: redis,
          keyPrefix: `${scope} ${rule}`,
          insuranceLimiter: memory,
          rejectIfRedisNotReady: true,
          // Who has used up a limit is refused here, without asking.
          inMemoryBlockOnConsumed: options.points + 1,
        }),
      ]
    }),
  )
  return {
    isOn: true,
    async take(rule, key) {
      try {
        await limiters.get(rule)?.consume(key)
      } catch (rejection) {
        if (rejection instanceof Error) throw rejection
        const { msBeforeNext } = rejection as { msBeforeNext: number }
        throw new Refusal('rate_limited', { retryAfterMs: Math.max(1, msBeforeNext) })
      }
    },
  }
}

/** The key of an address: a whole /64 for IPv6, because one subscriber owns it. */
export function addressKey(address: string): string {
  const plain = address.replace(/^::ffff:/, '')
  if (!isIPv6(plain)) return plain
  const [head = '', tail = ''] = plain.split('::')
  const left = head.split(':').filter(Boolean)
  const right = tail.split(':').filter(Boolean)
  const groups = plain.includes('::')
    ? [...left, ...Array<string>(8 - left.length - right.length).fill('0'), ...right]
    : left
  return `${groups.slice(0, 4).join(':')}::/64`
}
