import { setTimeout as pause } from 'node:timers/promises'
import type { Chatter } from '../cast/chatter.ts'
import { demand, ms, quantile, within } from '../scenario.ts'
import { played, until } from './playing.ts'

// Lines that break, hang and stammer. Each client has a proxy of its own.

const gentle = { nodes: 1, gentle: true } as const

/** Takes the line away and gives it back, again and again. */
async function flap({ link }: Chatter, onMs: number, offMs: number, forMs: number) {
  if (!link) return
  const end = performance.now() + forMs
  await pause(Math.random() * onMs)
  while (performance.now() < end) {
    link.weather.closed = true
    link.cut(Math.random() < 0.5 ? 'reset' : 'end')
    await pause(offMs * (0.8 + Math.random() * 0.4))
    link.weather.closed = false
    await pause(onMs * (0.8 + Math.random() * 0.4))
  }
}

export const linkCut = played(
  {
    ...gentle,
    name: 'link-cut',
    fault: 'Client link cut 2 s every 5 s, with jitter',
    demandedBy: 'realtime',
  },
  size =>
    size === 'long'
      ? { visitors: 22, agents: 3, ownLinks: true }
      : { organizations: 2, visitors: 4, agents: 1, ownLinks: true },
  async ({ chatters, talk }, size) => {
    talk(size === 'long' ? 700 : 500)
    await Promise.all(chatters.map(chatter => flap(chatter, 3000, 2000, size === 'long' ? 60_000 : 7_000)))
    const recoveryMs = chatters.flatMap(({ log }) => log.catchUps)
    const late = quantile(recoveryMs, 0.99)
    return {
      recoveryMs,
      demands: [within('all caught up after a return:', late, 1000, size)],
    }
  },
)

export const flapping = played(
  { ...gentle, name: 'flapping', fault: 'Network 2 s on, 2 s off', demandedBy: 'F21' },
  size => ({ organizations: 1, visitors: size === 'long' ? 20 : 4, agents: 2, ownLinks: true }),
  async ({ chatters, agents, talk }, size) => {
    const [steady, ...flappers] = [...agents, ...chatters.filter(({ kind }) => kind === 'visitor')]
    const online: string[][] = []
    steady?.voice.client.socket.listen({
      presence: (frame: { online: string[] }) => {
        online.push(frame.online)
      },
    })
    await until(() => online.some(ids => agents.every(({ id }) => ids.includes(id))), 2000)
    const before = online.length
    talk(500)
    await Promise.all(flappers.map(chatter => flap(chatter, 2000, 2000, size === 'long' ? 120_000 : 7_000)))
    const flickers = online.slice(before).filter(ids => agents.some(({ id }) => !ids.includes(id))).length
    return {
      recoveryMs: flappers.flatMap(({ log }) => log.catchUps),
      demands: [demand(`the agent was never said to be away (${flickers} times)`, flickers === 0)],
    }
  },
)

export const ackLost = played(
  {
    ...gentle,
    name: 'ack-lost',
    fault: 'Acknowledgement lost after the commit, message sent again',
    demandedBy: 'realtime',
  },
  () => ({ organizations: 1, visitors: 2, agents: 1, ownLinks: true }),
  async ({ house, visitors, conversationOf, signs }, size) => {
    const recoveryMs: number[] = []
    let same = 0
    const rounds = size === 'long' ? 50 : 4
    for (let round = 0; round < rounds; round++) {
      const sender = visitors[round % visitors.length]
      if (!sender?.link) continue
      sender.link.weather.swallow = 'down'
      const id = sender.say(conversationOf(sender))
      let seq: number | undefined
      await until(async () => {
        const [row] = await house.owner().sql<{ seq: number }[]>`select seq from messages where id = ${id}`
        seq = row?.seq
        return seq !== undefined
      }, 5000)
      sender.link.weather.swallow = 'nothing'
      sender.link.cut('reset')
      const [back = 0] = await signs([sender])
      recoveryMs.push(back)
      await until(() => sender.log.acked.has(id), 5000)
      if (seq !== undefined && sender.log.acked.get(id) === seq) same++
    }
    return {
      recoveryMs,
      demands: [
        demand(`${same} of ${rounds} were answered with the number of the first time`, same === rounds),
      ],
    }
  },
)

/** Ten times as fast as ours, so that the 35 seconds of patience are 3.5; traffic never stops for so long. */
const HASTE = 10
const hasty = {
  now: () => performance.now() * HASTE,
  after(after: number, work: () => void) {
    const timer = setTimeout(work, after / HASTE)
    return () => clearTimeout(timer)
  },
}

export const halfOpen = played(
  { ...gentle, name: 'half-open', fault: 'Half-open socket: no bytes, no end', demandedBy: 'realtime' },
  size => ({
    organizations: 1,
    visitors: 4,
    agents: 2,
    ownLinks: true,
    ...(size === 'short' && { clock: hasty, patienceMs: 3_000 }),
  }),
  async ({ house, agents, chatters, talk }, size) => {
    const pace = size === 'short' ? HASTE : 1
    talk(200)
    await pause(500)
    const victims = [agents[0], chatters.find(({ kind }) => kind === 'visitor')].filter(
      one => one !== undefined,
    )
    const before = await openSockets(house.nodes)
    const started = performance.now()
    for (const { link } of victims) link?.freeze()
    const found = await Promise.all(
      victims.map(async ({ log }) => {
        const returns = log.returns
        await until(() => log.returns > returns, 60_000)
        return (performance.now() - started) * pace
      }),
    )
    const latest = Math.max(...found)
    // The new connections stand beside the dead ones until the server has noticed as well.
    const noticed =
      size === 'long' && (await until(async () => (await openSockets(house.nodes)) <= before, 35_000))
    const served = performance.now() - started
    return {
      recoveryMs: found,
      demands: [
        demand(
          `replaced after ${ms(latest)}, at most 35 s and a return`,
          latest <= 38_000 * (size === 'long' ? 1 : 2),
        ),
        ...(size === 'long'
          ? [demand(`the server let go after ${ms(served)}, at most 35 s`, noticed && served <= 36_000)]
          : []),
      ],
    }
  },
)

export const openSockets = async (nodes: readonly { metric(name: string): Promise<number> }[]) =>
  (await Promise.all(nodes.map(node => node.metric('halloo_sockets')))).reduce((sum, one) => sum + one, 0)

export const roughLine = played(
  {
    ...gentle,
    name: 'rough-line',
    fault: 'Pieces of 7 bytes, 20 to 80 ms of delay, 20 kB/s',
    demandedBy: 'own',
  },
  () => ({ organizations: 2, visitors: 2, agents: 1, ownLinks: true }),
  async ({ chatters, talk }, size) => {
    for (const { link } of chatters)
      if (link) Object.assign(link.weather, { sliceBytes: 7, latencyMs: 20, jitterMs: 60 })
    talk(600)
    await pause(size === 'long' ? 20_000 : 3_000)
    return {}
  },
)
