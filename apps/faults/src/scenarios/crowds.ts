import { setTimeout as pause } from 'node:timers/promises'
import { callerOf, codeOf, tally } from '../cast/caller.ts'
import { putMember } from '../cast/people.ts'
import type { Play } from '../cast/play.ts'
import { demand, ms, quantile } from '../scenario.ts'
import { played } from './playing.ts'

const rough = { nodes: 1, gentle: false } as const

export const poolExhausted = played(
  {
    ...rough,
    name: 'pool-exhausted',
    fault: 'One tenant waits for locks with every connection it can get',
    demandedBy: 'F09',
  },
  () => ({ organizations: 2, visitors: 3, agents: 1 }),
  async ({ house, organizationIds: [a = ''], visitors, conversationOf }, size) => {
    const theirs = visitors.filter(({ organizationId }) => organizationId === a)
    const ours = visitors.filter(({ organizationId }) => organizationId !== a)
    const locked = conversationOf(theirs[0] ?? visitors[0]!)
    const team = await Promise.all(Array.from({ length: 10 }, () => putMember(house, a)))
    const p95 = async (forMs: number) => {
      const taken: number[] = []
      const end = performance.now() + forMs
      await Promise.all(
        ours.map(async visitor => {
          for (; performance.now() < end; await pause(20)) {
            visitor.say(conversationOf(visitor))
            taken.push(await visitor.nextSign())
          }
        }),
      )
      return quantile(taken, 0.95)
    }
    const fair = await p95(1500)
    const { held, release } = await hold(house.owner().sql, locked)
    const requests = Array.from({ length: size === 'long' ? 500 : 60 }, (_, at) => {
      const member = team[at % team.length]
      const params = { conversationId: locked }
      return member
        ? codeOf(callerOf(house, member).call('POST /v1/conversations/:conversationId/accept', { params }))
        : Promise.resolve('')
    })
    const crowded = await p95(size === 'long' ? 6000 : 1500)
    release()
    await held
    const endings = tally(await Promise.all(requests))
    return {
      demands: [
        demand(
          `the other tenant's p95 ${ms(crowded)}, before ${ms(fair)}; at most twice`,
          crowded <= Math.max(2 * fair, fair + (size === 'long' ? 50 : 500)),
        ),
        demand(`every request was answered, ${JSON.stringify(endings)}`, !('internal' in endings)),
      ],
    }
  },
)

/** Holds a conversation's row until it is let go. */
async function hold(sql: ReturnType<Play['house']['owner']>['sql'], conversationId: string) {
  let release = () => {}
  const letGo = new Promise<void>(resolve => {
    release = resolve
  })
  let has = () => {}
  const taken = new Promise<void>(resolve => {
    has = resolve
  })
  const held = sql.begin(async tx => {
    await tx`select 1 from conversations where id = ${conversationId} for update`
    has()
    await letGo
  })
  await taken
  return { held, release }
}
