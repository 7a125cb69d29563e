import { setTimeout as pause } from 'node:timers/promises'
import type { Play } from '../cast/play.ts'
import { demand, within } from '../scenario.ts'
import { played } from './playing.ts'

// What carries news from one process to the other is cut. Each side of a conversation sits at another process.

const rough = { nodes: 2, gentle: false } as const
const pairs = { organizations: 2, visitors: 2, agents: 2 }

/** The longest that a message was on its way to somebody's screen, of those written since a moment. */
function longestWay({ chatters }: Play, since: number) {
  const written = new Map(
    chatters.flatMap(({ log }) => [...log.sent].map(([id, { at }]) => [id, at] as const)),
  )
  return Math.max(
    0,
    ...chatters.flatMap(({ log }) =>
      log.heard.flatMap(({ id, at }) => {
        const from = written.get(id)
        return from !== undefined && from >= since ? [at - from] : []
      }),
    ),
  )
}

export const listenersEnded = played(
  {
    ...rough,
    name: 'listeners-ended',
    fault: 'Every LISTEN session of the database ended, again and again',
    demandedBy: 'realtime, F39',
  },
  () => pairs,
  async (play, size) => {
    const end = () => play.house.owner().sql`
      select pg_terminate_backend(pid) from pg_stat_activity where query ilike 'listen%'`
    play.talk(200)
    await pause(500)
    const since = performance.now()
    let ended = 0
    for (let round = 0; round < (size === 'long' ? 30 : 3); round++) {
      ended += (await end()).length
      await pause(700)
    }
    const healed = performance.now()
    await pause(size === 'long' ? 10_000 : 1_000)
    await play.settle()
    const [during, after] = [longestWay(play, since), longestWay(play, healed)]
    return {
      recoveryMs: [during],
      demands: [
        demand(`${ended} sessions ended`, ended > 0),
        within('the longest way:', during, 25_000, size),
        within('afterwards:', after, 10_000, size),
      ],
    }
  },
)

export const redisKilled = played(
  {
    ...rough,
    redis: true,
    name: 'redis-killed',
    fault: 'kill -9 of the Redis between two processes (2 s short, 30 s long)',
    demandedBy: 'realtime, F39',
  },
  () => pairs,
  async (play, size) => {
    play.talk(200)
    await pause(500)
    const since = performance.now()
    await play.house.redis?.kill()
    await pause(size === 'long' ? 30_000 : 2_000)
    await play.house.redis?.start()
    const healed = performance.now()
    await pause(size === 'long' ? 12_000 : 1_000)
    await play.settle()
    return {
      recoveryMs: [longestWay(play, since)],
      demands: [
        within('the longest way while it was dead:', longestWay(play, since), 25_000, size),
        within('afterwards:', longestWay(play, healed), 10_000, size),
      ],
    }
  },
)
