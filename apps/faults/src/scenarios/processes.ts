import { setTimeout as pause } from 'node:timers/promises'
import type { Play } from '../cast/play.ts'
import { demand, quantile } from '../scenario.ts'
import type { House } from '../stage/house.ts'
import { ms, played, timed, until } from './playing.ts'

// Processes that are killed, or told to go, while people talk.

const rough = { gentle: false } as const
const crowd = { organizations: 2, visitors: 6, agents: 1 }

/** Kills a process under load and lets it rest for a moment; answers how long everybody waited from the return on. */
async function killAndReturn({ house, signs }: Play, at: number, restMs: number) {
  const node = house.nodes[at]
  if (!node) return []
  await node.end('SIGKILL')
  await pause(restMs)
  await node.start()
  return signs()
}

export const killSole = played(
  {
    ...rough,
    nodes: 1,
    name: 'kill-sole',
    fault: 'kill -9 of the only process under load',
    demandedBy: 'realtime, F02',
  },
  () => crowd,
  async (play, size) => {
    play.talk(150)
    const recoveryMs: number[] = []
    for (let round = 0; round < (size === 'long' ? 20 : 1); round++) {
      await pause(size === 'long' ? 1000 : 700)
      recoveryMs.push(...(await killAndReturn(play, 0, 100)))
    }
    const last = Math.max(...recoveryMs)
    return {
      recoveryMs,
      demands: [demand(`all served ${ms(last)} after the return, at most 5 s`, last <= 5000)],
    }
  },
)

export const killOne = played(
  {
    ...rough,
    nodes: 2,
    name: 'kill-one',
    fault: 'kill -9 of one of two processes under load',
    demandedBy: 'realtime, F02',
  },
  () => crowd,
  async (play, size) => {
    play.talk(150)
    const recoveryMs: number[] = []
    for (let round = 0; round < (size === 'long' ? 20 : 1); round++) {
      await pause(size === 'long' ? 1000 : 700)
      const node = play.house.nodes[round % 2]
      await node?.end('SIGKILL')
      recoveryMs.push(...(await play.signs()))
      await node?.start()
    }
    const last = Math.max(...recoveryMs)
    return {
      recoveryMs,
      demands: [demand(`all served ${ms(last)} after the kill, at most 3 s`, last <= 3000)],
    }
  },
)

export const killBeforeAck = played(
  {
    ...rough,
    nodes: 1,
    name: 'kill-before-ack',
    fault: 'kill -9 between the insert and its acknowledgement',
    demandedBy: 'F03',
  },
  () => ({ organizations: 1, visitors: 2, agents: 1, ownLinks: true }),
  async ({ house, visitors, conversationOf, signs }, size) => {
    const [sender] = visitors
    if (!sender?.link) return {}
    const recoveryMs: number[] = []
    let same = 0
    const rounds = size === 'long' ? 10 : 1
    for (let round = 0; round < rounds; round++) {
      sender.link.weather.swallow = 'down'
      const id = sender.say(conversationOf(sender))
      const rows = () => house.owner().sql<{ seq: number }[]>`select seq from messages where id = ${id}`
      await until(async () => (await rows()).length > 0, 5000)
      const [kept] = await rows()
      await house.nodes[0]?.end('SIGKILL')
      sender.link.weather.swallow = 'nothing'
      sender.link.cut('reset')
      await house.nodes[0]?.start()
      recoveryMs.push(...(await signs([sender])))
      await until(() => sender.log.acked.has(id), 5000)
      if (kept && sender.log.acked.get(id) === kept.seq && (await rows()).length === 1) same++
    }
    return {
      recoveryMs,
      demands: [demand(`one row and its first number in ${same} of ${rounds}`, same === rounds)],
    }
  },
)

export const deploy = played(
  {
    ...rough,
    nodes: 2,
    name: 'deploy',
    fault: 'SIGTERM to one process after the other, as in a deploy',
    demandedBy: 'realtime, F01',
  },
  size => ({ organizations: 10, visitors: size === 'long' ? 198 : 9, agents: size === 'long' ? 2 : 1 }),
  async ({ house, chatters, talk }, size) => {
    talk(size === 'long' ? 10_000 : 700)
    const recoveryMs: number[] = []
    const ends: number[] = []
    let unready = 0
    const rounds = size === 'long' ? 10 : 2
    for (let round = 0; round < rounds; round++) {
      await pause(size === 'long' ? 3000 : 500)
      const before = chatters.map(({ log }) => log.returns)
      const node = house.nodes[round % 2]
      if (!node) continue
      const started = performance.now()
      const ended = node.end('SIGTERM').then(() => ends.push(performance.now() - started))
      if (await saysUnready(house, node.port)) unready++
      await ended
      await until(() => chatters.every(({ voice }) => voice.client.socket.status === 'open'), 20_000, 10)
      const back = performance.now() - started
      recoveryMs.push(...chatters.filter(({ log }, at) => log.returns > (before[at] ?? 0)).map(() => back))
      await node.start()
    }
    const refused = chatters.reduce((sum, { log }) => sum + log.refused.size, 0)
    const [end, back] = [Math.max(...ends), Math.max(0, ...recoveryMs)]
    return {
      recoveryMs,
      demands: [
        demand(`ended after ${ms(end)}, at most 10 s`, end <= 10_000),
        demand(`all connected after ${ms(back)}, at most 15 s`, back <= 15_000),
        demand(`not ready at once in ${unready} of ${rounds}`, unready === rounds),
        demand(`${refused} accepted messages refused`, refused === 0),
      ],
    }
  },
)

/** Whether a process that was told to go says so, or answers nothing any more. */
async function saysUnready(_house: House, port: number) {
  return until(
    () =>
      fetch(`http://127.0.0.1:${port}/readyz`).then(
        answer => answer.status === 503,
        () => true,
      ),
    1000,
  )
}

export const slowReader = played(
  {
    nodes: 1,
    gentle: false,
    name: 'slow-reader',
    fault: 'An agent who reads 1 kB/s of a busy inbox',
    demandedBy: 'realtime',
  },
  () => ({ organizations: 1, visitors: 10, agents: 3, ownLinks: true }),
  async ({ house, visitors, agents, conversationOf, chatters }, size) => {
    const [slow] = agents
    const [node] = house.nodes
    if (!slow?.link || !node) return {}
    const acks = async (forMs: number) => {
      const taken: number[] = []
      const end = performance.now() + forMs
      await Promise.all(
        visitors.map(async visitor => {
          while (performance.now() < end) {
            visitor.say(conversationOf(visitor), `${performance.now()} ${'x'.repeat(9000)}`)
            taken.push((await visitor.nextSign()) || 0)
            await pause(20)
          }
        }),
      )
      return quantile(taken, 0.99)
    }
    const forMs = size === 'long' ? 20_000 : 6_000
    const fair = await acks(size === 'long' ? 10_000 : 1_500)
    const before = await node.metric('process_resident_memory_bytes')
    slow.link.weather.bytesPerSecond = 1000
    const links = [...slow.link.links]
    let noticed = 0
    const started = performance.now()
    const watch = until(() => links.every(link => !slow.link?.links.has(link)), forMs, 50).then(gone => {
      if (gone) noticed = performance.now() - started
    })
    const slowed = await acks(forMs)
    await watch
    const grown = ((await node.metric('process_resident_memory_bytes')) - before) / 1024 / 1024
    slow.link.weather.bytesPerSecond = Number.POSITIVE_INFINITY
    slow.link.cut('reset')
    const others = chatters.filter(one => one !== slow).reduce((sum, { log }) => sum + log.returns - 1, 0)
    return {
      recoveryMs: [await timed(() => until(() => slow.voice.client.socket.status === 'open', 10_000))],
      demands: [
        demand(
          `let go after ${noticed ? ms(noticed) : `more than ${ms(forMs)}`}, at most 10 s`,
          size === 'short' || (noticed > 0 && noticed <= 10_000),
        ),
        demand(
          `others' acknowledgements p99 ${ms(slowed)}, before ${ms(fair)}`,
          slowed <= Math.max(fair * 1.5, fair + 100),
        ),
        demand(`${others} others were cut`, others === 0),
        demand(`memory grew by ${grown.toFixed(0)} MB, at most 50`, grown <= 50),
      ],
    }
  },
)
