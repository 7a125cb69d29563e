import { setTimeout as pause } from 'node:timers/promises'
import type { Play } from '../cast/play.ts'
import { demand, ms, quantile, within } from '../scenario.ts'
import { played, timed } from './playing.ts'

// A database that is gone, frozen, slow or full.

const rough = { nodes: 1, gentle: false } as const
const crowd = { organizations: 2, visitors: 5, agents: 1 }

/** How one request fares: its code, whether it says when to come back, and how long it took. */
async function ask({ house, members }: Play) {
  const [member] = members
  const started = performance.now()
  const answer = await fetch(`${house.url}/v1/counts`, {
    headers: { cookie: member?.cookie ?? '', origin: house.url },
    signal: AbortSignal.timeout(20_000),
  }).catch(() => undefined)
  return {
    status: answer?.status ?? 0,
    saysWhen: answer?.headers.has('retry-after') ?? false,
    tookMs: performance.now() - started,
  }
}

const lost = ({ chatters }: Play) => chatters.reduce((sum, { log }) => sum + log.returns - 1, 0)
const megabytes = async ({ house }: Play) =>
  ((await house.nodes[0]?.metric('process_resident_memory_bytes')) ?? 0) / 1024 / 1024

export const databaseStopped = played(
  {
    ...rough,
    name: 'database-stopped',
    fault: 'Database stopped and started again',
    demandedBy: 'F06',
  },
  () => crowd,
  async (play, size) => {
    play.talk(200)
    await pause(500)
    play.house.database.stop()
    const asked = []
    const end = performance.now() + (size === 'long' ? 60_000 : 2_500)
    for (; performance.now() < end; await pause(300)) asked.push(await ask(play))
    await play.house.database.start()
    const recoveryMs = await play.signs()
    const [slowest, back] = [Math.max(...asked.map(({ tookMs }) => tookMs)), Math.max(...recoveryMs)]
    const right = asked.filter(({ status, saysWhen }) => status === 503 && saysWhen).length
    return {
      recoveryMs,
      demands: [
        demand(
          `${right} of ${asked.length} answers were 503 with a time to come back`,
          right === asked.length,
        ),
        within('the slowest answer:', slowest, 2000, size),
        demand(`${lost(play)} sockets were lost`, lost(play) === 0),
        within('all served after its return:', back, 5000, size),
      ],
    }
  },
)

export const postmasterKilled = played(
  {
    ...rough,
    name: 'postmaster-killed',
    fault: 'kill -9 of the postmaster under load',
    demandedBy: 'realtime',
  },
  () => crowd,
  async (play, size) => {
    play.talk(150)
    const recoveryMs: number[] = []
    for (let round = 0; round < (size === 'long' ? 20 : 1); round++) {
      await pause(size === 'long' ? 1000 : 500)
      await play.house.database.kill()
      await play.house.database.start()
      recoveryMs.push(...(await play.signs()))
    }
    const back = Math.max(...recoveryMs)
    return {
      recoveryMs,
      demands: [within('writes back after its return:', back, 5000, size)],
    }
  },
)

export const databaseFrozen = played(
  { ...rough, name: 'database-frozen', fault: 'SIGSTOP of PostgreSQL', demandedBy: 'realtime' },
  () => crowd,
  async (play, size) => {
    play.talk(150)
    await pause(500)
    const before = await megabytes(play)
    play.house.database.freeze()
    const forMs = size === 'long' ? 10_000 : 3_000
    const asked = ask(play)
    await pause(forMs)
    play.house.database.thaw()
    const recoveryMs = await play.signs()
    const { status, tookMs } = await asked
    const [back, grown] = [Math.max(...recoveryMs), (await megabytes(play)) - before]
    const inTime = status === 503 && tookMs <= 2000
    return {
      recoveryMs,
      demands: [
        demand(`a request during it: ${status} after ${ms(tookMs)}; 503 within 2 s`, inTime || forMs < 4000),
        within('all served after its return:', back, 2000, size),
        demand(`memory grew by ${grown.toFixed(0)} MB, at most 50`, grown <= 50),
      ],
    }
  },
)

export const databaseSlow = played(
  {
    ...rough,
    name: 'database-slow',
    fault: 'Every exchange with the database takes 2 s more',
    demandedBy: 'F07',
  },
  () => ({ organizations: 1, visitors: 3, agents: 1 }),
  async (play, size) => {
    play.talk(400)
    await pause(500)
    const page = async () =>
      quantile(
        await Promise.all(Array.from({ length: 20 }, () => timed(() => fetch(`${play.house.url}/healthz`)))),
        0.99,
      )
    const fair = await page()
    play.house.database.proxy.weather.latencyMs = 2000
    const asked = ask(play)
    await pause(size === 'long' ? 20_000 : 4_000)
    const slowed = await page()
    const { status, tookMs } = await asked
    play.house.database.proxy.weather.latencyMs = 0
    const recoveryMs = await play.signs()
    const back = Math.max(...recoveryMs)
    return {
      recoveryMs,
      demands: [
        demand(
          `a request ended with ${status} after ${ms(tookMs)}, at most 10 s`,
          status > 0 && tookMs <= 10_500,
        ),
        demand(`what needs no database took ${ms(slowed)}, before ${ms(fair)}`, slowed <= fair + 200),
        within('all served after it was fast again:', back, 15_000, size),
      ],
    }
  },
)

export const backendsKilled = played(
  {
    ...rough,
    name: 'backends-killed',
    fault: 'Database sessions ended in the middle of transactions',
    demandedBy: 'F08',
  },
  () => crowd,
  async (play, size) => {
    play.talk(150)
    const recoveryMs: number[] = []
    for (let round = 0; round < (size === 'long' ? 50 : 2); round++) {
      await pause(300)
      await play.house.owner().sql`
        select pg_terminate_backend(pid) from pg_stat_activity where usename like 'halloo%'`
      recoveryMs.push(...(await play.signs()))
    }
    const back = Math.max(...recoveryMs)
    return { recoveryMs, demands: [within('all served:', back, 5000, size)] }
  },
)
