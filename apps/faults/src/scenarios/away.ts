import { setTimeout as pause } from 'node:timers/promises'
import type { Clock } from '@halloo/client'
import { demand, ms, quantile, type Scenario, within } from '../scenario.ts'
import { startProxy } from '../stage/proxy.ts'
import { played, timed, until } from './playing.ts'

// Clients that were away, live in another time, or come all at once.

const gentle = { nodes: 1, gentle: true } as const
/** The server answers with a resync beyond this. */
const MOST_BEHIND = 500

export const offline = played(
  {
    ...gentle,
    name: 'offline',
    fault: 'Client away while more happens than is told again',
    demandedBy: 'F20',
  },
  () => ({ organizations: 1, visitors: 16, agents: 2, ownLinks: true }),
  async ({ visitors, agents, conversationOf, signs }) => {
    const [away, sleeper] = [agents[0], visitors[0]]
    const others = visitors.slice(1)
    if (!away?.link || !sleeper?.link) return {}
    for (const { link } of [away, sleeper]) {
      if (link) link.weather.closed = true
      link?.cut('reset')
    }
    // Written in the dark: kept, with order and ids.
    for (let at = 0; at < 5; at++) {
      away.say(conversationOf(sleeper))
      sleeper.say(conversationOf(sleeper))
    }
    for (let at = 0; at < Math.ceil((MOST_BEHIND * 1.1) / others.length); at++)
      for (const visitor of others) visitor.say(conversationOf(visitor))
    await until(() => others.every(chatter => chatter.isQuiet()), 60_000, 100)
    for (const { link } of [away, sleeper]) if (link) link.weather.closed = false
    const recoveryMs = await signs([away, sleeper])
    const back = await timed(() => until(() => away.isQuiet() && away.log.resyncs > 0, 20_000))
    return {
      recoveryMs,
      demands: [
        demand(`the agent was told to fetch anew, and had ${ms(back)} later`, away.log.resyncs === 1),
      ],
    }
  },
)

const HOUR_MS = 3_600_000
const YEAR_MS = 365 * 24 * HOUR_MS

/** A clock that is wrong, and once more wrong halfway. */
function wrongClock(byMs: number): Clock & { jump(more: number): void } {
  let offset = byMs
  return {
    now: () => Date.now() + offset,
    after(after, work) {
      const timer = setTimeout(work, after)
      return () => clearTimeout(timer)
    },
    jump(more) {
      offset += more
    },
  }
}

const clocks = [HOUR_MS, -HOUR_MS, 2 * YEAR_MS, -2 * YEAR_MS].map(by => [by, wrongClock(by)] as const)

export const clientClocks = clocks.map(([by, clock]) =>
  played(
    {
      ...gentle,
      name: `client-clock${by > 0 ? '+' : '-'}${Math.abs(by) === HOUR_MS ? '1h' : '2y'}`,
      fault: `Client clock off by ${by > 0 ? '+' : '−'}${Math.abs(by) === HOUR_MS ? '1 h' : '2 years'}, jumping as far again`,
      demandedBy: 'realtime, F22',
    },
    () => ({ organizations: 1, visitors: 2, agents: 1, ownLinks: true, clock }),
    async ({ chatters, talk, signs }, size) => {
      talk(300)
      await pause(500)
      clock.jump(by)
      for (const { link } of chatters) link?.cut('reset')
      const recoveryMs = await signs()
      await pause(size === 'long' ? 5000 : 300)
      const times = chatters.flatMap(chatter =>
        Object.values(chatter.shown()).flatMap(list => list.map(({ createdAt }) => Date.parse(createdAt))),
      )
      const worst = Math.max(...times.map(time => Math.abs(Date.now() - time)))
      return { recoveryMs, demands: [demand(`times are the server's, within ${ms(worst)}`, worst < 600_000)] }
    },
  ),
)

/** A crowd whose connections end in one moment. */
const stormOf = (
  name: string,
  demandedBy: string,
  crowd: { short: number; long: number },
  withinMs: number,
): Scenario => ({
  ...gentle,
  gentle: false,
  name,
  fault: `Everybody cut at once and coming back (${crowd.short} sockets short, ${crowd.long} long)`,
  demandedBy,
  async run(house, size) {
    const shared = await startProxy(house.ports)
    const scenario = played(
      { ...gentle, name, fault: '', demandedBy },
      () => ({
        organizations: 10,
        visitors: 4,
        listeners: crowd[size] / 10 - 5,
        agents: 1,
        sharedLink: shared,
      }),
      async ({ chatters, visitors, conversationOf }) => {
        const before = chatters.map(({ log }) => log.returns)
        const started = performance.now()
        shared.cut('reset')
        const returned: number[] = []
        await Promise.all(
          chatters.map(async ({ log }, at) => {
            await until(() => log.returns > (before[at] ?? 0), 60_000, 50)
            returned.push(performance.now() - started)
          }),
        )
        for (const visitor of visitors) if (conversationOf(visitor)) visitor.say(conversationOf(visitor))
        const refused = chatters.reduce((sum, { log }) => sum + (log.delayed.get('internal') ?? 0), 0)
        const [last, handshake] = [
          Math.max(...returned),
          quantile(
            chatters.flatMap(({ log }) => log.catchUps),
            0.99,
          ),
        ]
        return {
          recoveryMs: returned,
          demands: [
            within('all back:', last, withinMs, size),
            within('99 of 100 heard everything after their welcome:', handshake, 3000, size),
            demand(`${refused} answers of 500`, refused === 0),
          ],
        }
      },
    )
    return scenario.run(house, size).finally(() => shared.close())
  },
})

export const reconnectStorm = stormOf('reconnect-storm', 'realtime', { short: 300, long: 5000 }, 15_000)
export const restartStorm = stormOf('together', 'F34', { short: 200, long: 2000 }, 15_000)
