import { setTimeout as pause } from 'node:timers/promises'
import type { Play } from '../cast/play.ts'
import { demand, within } from '../scenario.ts'
import type { Node } from '../stage/node.ts'
import { played, until } from './playing.ts'

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
      demands: [within('all served after the return:', last, 5000, size)],
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
      demands: [within('all served after the kill:', last, 3000, size)],
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
  size => ({ organizations: size === 'long' ? 10 : 4, visitors: size === 'long' ? 198 : 5 }),
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
      if (await saysUnready(node)) unready++
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
        within('ended:', end, 10_000, size),
        within('all connected:', back, 15_000, size),
        demand(`not ready at once in ${unready} of ${rounds}`, unready === rounds),
        demand(`${refused} accepted messages refused`, refused === 0),
      ],
    }
  },
)

/** Whether a process that was told to go says so, or answers nothing any more. */
const saysUnready = (node: Node) =>
  until(
    () =>
      node.fetch('/readyz').then(
        answer => answer.status === 503,
        () => true,
      ),
    1000,
  )
