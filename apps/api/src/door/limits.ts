import { isIPv6 } from 'node:net'
import { RateLimiterMemory } from 'rate-limiter-flexible'
import { Refusal } from '../refusal.ts'

/** Points per seconds, by what is limited and whom it counts against. */
const RULES = {
  'session per address, minute': { points: 10, duration: 60 },
  'session per address, hour': { points: 60, duration: 3600 },
  'message per credential': { points: 60, duration: 60 },
  'message burst per credential': { points: 10, duration: 2 },
  'upload per credential': { points: 20, duration: 600 },
  'visitor request per credential': { points: 300, duration: 60 },
  'visitor request per address': { points: 900, duration: 60 },
  'member request per credential': { points: 1200, duration: 60 },
  'refused handshake per address': { points: 20, duration: 60 },
  'frames per socket': { points: 60, duration: 1 },
} as const
export type Rule = keyof typeof RULES

export interface Limits {
  /** Takes a point or refuses with `rate_limited` and when to come back. */
  take(rule: Rule, key: string): Promise<void>
}

/** Limits in the memory of one node. The library speaks Redis by the same interface. */
export function createLimits(on: boolean): Limits {
  if (!on) return { take: async () => {} }
  const limiters = new Map(
    Object.entries(RULES).map(([rule, options]) => [rule, new RateLimiterMemory(options)]),
  )
  return {
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
