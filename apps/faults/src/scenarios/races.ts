import { setTimeout as pause } from 'node:timers/promises'
import { callerOf, codeOf, endOf, tally } from '../cast/caller.ts'
import { newId, putMember } from '../cast/people.ts'
import { openPlay, type Play } from '../cast/play.ts'
import { check } from '../checks/checker.ts'
import { demand, type Scenario } from '../scenario.ts'
import { played } from './playing.ts'

// Many who want the same at once, by both processes.

const both = { nodes: 2, gentle: true } as const
const accept = 'POST /v1/conversations/:conversationId/accept'

/** Team members who only call, half of them by each process. */
const callers = async ({ house, organizationIds: [organizationId = ''] }: Play, count: number) =>
  Promise.all(
    Array.from({ length: count }, async (_, at) =>
      callerOf(house, await putMember(house, organizationId), house.nodes[at % house.nodes.length]?.port),
    ),
  )

export const acceptRace = played(
  { ...both, name: 'accept-race', fault: '20 agents accept one conversation at once', demandedBy: 'F26' },
  () => ({ organizations: 1, visitors: 2, agents: 1 }),
  async (play, size) => {
    const team = await callers(play, 20)
    const { call } = callerOf(play.house, play.members[0] ?? (await putMember(play.house, '')))
    const params = { conversationId: play.conversationOf(play.visitors[0] ?? play.chatters[0]!) }
    const rounds = size === 'long' ? 1000 : 12
    const endings: string[] = []
    let clean = 0
    for (let round = 0; round < rounds; round++) {
      const codes = await Promise.all(team.map(one => endOf(() => one.call(accept, { params }))))
      const { ok = 0, already_assigned = 0 } = tally(codes)
      if (ok === 1 && already_assigned === team.length - 1) clean++
      endings.push(...codes)
      await call('POST /v1/conversations/:conversationId/assign', { params, body: { memberId: null } })
    }
    return {
      demands: [
        demand(
          `${clean} of ${rounds} rounds had one winner, ${JSON.stringify(tally(endings))}`,
          clean === rounds,
        ),
      ],
    }
  },
)

export const capacityRace = played(
  {
    ...both,
    name: 'capacity-race',
    fault: '20 accepts at once by one who has room for 5',
    demandedBy: 'F27',
  },
  () => ({ organizations: 1, visitors: 20, agents: 1 }),
  async ({ house, organizationIds: [organizationId = ''], visitors, members, conversationOf }, size) => {
    const lead = callerOf(house, members[0] ?? (await putMember(house, organizationId)))
    const rounds = size === 'long' ? 20 : 2
    let exact = 0
    for (let round = 0; round < rounds; round++) {
      const member = await putMember(house, organizationId)
      const body = { chatMaxConcurrentChats: 5 }
      await lead.call('PATCH /v1/members/:memberId', { params: { memberId: member.id }, body })
      const ends = visitors.map((visitor, at) => {
        const { call } = callerOf(house, member, house.nodes[at % 2]?.port)
        return endOf(() => call(accept, { params: { conversationId: conversationOf(visitor) } }))
      })
      const { ok = 0, agent_at_capacity = 0 } = tally(await Promise.all(ends))
      if (ok === 5 && agent_at_capacity === visitors.length - 5) exact++
      for (const visitor of visitors)
        await lead.call('POST /v1/conversations/:conversationId/assign', {
          params: { conversationId: conversationOf(visitor) },
          body: { memberId: null },
        })
    }
    return { demands: [demand(`exactly 5 in ${exact} of ${rounds} rounds`, exact === rounds)] }
  },
)

export const twoWriters = played(
  {
    ...both,
    name: 'two-writers',
    fault: 'Two processes write one conversation at once',
    demandedBy: 'realtime',
  },
  () => ({ organizations: 1, visitors: 1, agents: 6, ownLinks: true }),
  async ({ house, visitors, agents, conversationOf }, size) => {
    const [visitor] = visitors
    if (!visitor) return {}
    const before = await deadlocks(house.owner().sql)
    const end = performance.now() + (size === 'long' ? 60_000 : 3_000)
    await Promise.all(
      [visitor, ...agents].map(async one => {
        for (; performance.now() < end; await pause(5)) if (one.isQuiet()) one.say(conversationOf(visitor))
      }),
    )
    const met = (await deadlocks(house.owner().sql)) - before
    return { demands: [demand(`${met} deadlocks`, met === 0)] }
  },
)

const deadlocks = async (sql: ReturnType<Play['house']['owner']>['sql']) => {
  const [row] = await sql<{ count: number }[]>`
    select deadlocks::int as count from pg_stat_database where datname = current_database()`
  return row?.count ?? 0
}

/** What no message may be, and how it must be refused. */
const BAD: [what: string, content: string, code: string][] = [
  ['a null byte', 'a\u0000b', 'validation_failed'],
  ['half a character', 'a\ud800b', 'validation_failed'],
  ['too many characters', 'a'.repeat(10_001), 'validation_failed'],
]

export const badRow: Scenario = {
  ...both,
  name: 'bad-row',
  fault: 'One bad message among many written at once',
  demandedBy: 'realtime',
  async run(house, size) {
    const play = await openPlay(house, { organizations: 2, visitors: 6, agents: 1 })
    try {
      const own = play.visitors.filter(({ organizationId }) => organizationId === play.organizationIds[0])
      const [foreign] = play.visitors.filter(
        ({ organizationId }) => organizationId !== play.organizationIds[0],
      )
      const params = play.conversationOf(own[0] ?? play.chatters[0]!)
      const elsewhere = play.conversationOf(foreign ?? play.chatters[0]!)
      let right = 0
      const rounds = size === 'long' ? 100 : 5
      for (let round = 0; round < rounds; round++) {
        for (const visitor of play.visitors)
          for (let at = 0; at < 4; at++) visitor.say(play.conversationOf(visitor))
        const send = (conversationId: string, content: string) =>
          codeOf(
            own[0]?.voice.send(conversationId, { id: newId('message'), content }, 'socket') ??
              Promise.reject(),
          )
        const codes = await Promise.all([
          ...BAD.map(([, content]) => send(params, content)),
          send(elsewhere, 'a word to strangers'),
          send(newId('conversation'), 'a word to nobody'),
        ])
        const wanted = [...BAD.map(([, , code]) => code), 'not_found', 'not_found']
        if (codes.join() === wanted.join()) right++
      }
      await play.settle()
      const verdict = await check(play)
      const refused = play.chatters.reduce((sum, { log }) => sum + log.refused.size, 0)
      return {
        ...verdict,
        recoveryMs: [],
        demands: [
          demand(`the bad ones were refused by name in ${right} of ${rounds} rounds`, right === rounds),
          demand(`${refused} good ones refused`, refused === 0),
        ],
      }
    } finally {
      await play.close()
    }
  },
}
