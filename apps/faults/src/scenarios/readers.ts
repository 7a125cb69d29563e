import { setTimeout as pause } from 'node:timers/promises'
import { demand, ms, quantile } from '../scenario.ts'
import { played, timed, until } from './playing.ts'

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
    const slowed = await acks(forMs)
    const grown = ((await node.metric('process_resident_memory_bytes')) - before) / 1024 / 1024
    slow.link.weather.bytesPerSecond = Number.POSITIVE_INFINITY
    slow.link.cut('reset')
    const others = chatters.filter(one => one !== slow).reduce((sum, { log }) => sum + log.returns - 1, 0)
    return {
      recoveryMs: [await timed(() => until(() => slow.voice.client.socket.status === 'open', 10_000))],
      demands: [
        demand(
          `others' acknowledgements p99 ${ms(slowed)}, before ${ms(fair)}`,
          slowed <= Math.max(fair * 1.5, fair + (size === 'long' ? 100 : 500)),
        ),
        demand(`${others} others were cut`, others === 0),
        demand(`memory grew by ${grown.toFixed(0)} MB, at most 100`, grown <= 100),
      ],
    }
  },
)
