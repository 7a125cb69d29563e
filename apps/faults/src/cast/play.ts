import { setTimeout as pause } from 'node:timers/promises'
import type { Clock } from '@halloo/client'
import { tables } from '@halloo/db'
import type { House } from '../stage/house.ts'
import { type FaultProxy, startProxy } from '../stage/proxy.ts'
import { type Chatter, createChatter } from './chatter.ts'
import { isForNow } from './for-now.ts'
import { type Member, newId, putMember, putOrganization, putVisitors, type Visitor } from './people.ts'
import { memberVoice, visitorVoice } from './voice.ts'

export interface Casting {
  organizations?: number
  /** Of each organization. */
  visitors?: number
  /** Visitors of each organization who only listen: they have no conversation. */
  listeners?: number
  /** Of each organization; the first is its owner. */
  agents?: number
  /** Everybody has a proxy of their own. */
  ownLinks?: boolean
  /** One proxy for everybody, instead of the house's door. */
  sharedLink?: FaultProxy
  clock?: Clock
  random?: () => number
  /** How long a request may go unanswered. */
  patienceMs?: number
}

/** A house full of people who write to each other. */
export interface Play {
  house: House
  organizationIds: string[]
  chatters: Chatter[]
  visitors: Chatter[]
  agents: Chatter[]
  members: Member[]
  /** One conversation for each visitor. */
  conversationOf(visitor: Chatter): string
  add(who: Visitor | Member): Promise<Chatter>
  /** Lets everybody say something, then again and again until `hush`. */
  talk(everyMs: number): void
  hush(): void
  /** Waits until everything is acknowledged and on every screen, or the time is over. */
  settle(ms?: number): Promise<void>
  /** Milliseconds that each chatter takes from now until something is acknowledged or heard. */
  signs(who?: Chatter[]): Promise<number[]>
  close(): Promise<void>
}

/** Full jitter, but at its short end: what is tested is not patience. */
export const soon = () => Math.random() * 0.2

export async function openPlay(house: House, casting: Casting = {}): Promise<Play> {
  const { organizations = 2, visitors = 4, listeners = 0, agents = 1, ownLinks = false } = casting
  const more = { random: casting.random ?? soon, ...(casting.clock && { clock: casting.clock }) }
  const patience = casting.patienceMs === undefined ? {} : { patienceMs: casting.patienceMs }
  const host = new URL(house.url).host
  const conversations = new Map<string, string>()
  const chatters: Chatter[] = []
  const members: Member[] = []
  const organizationIds: string[] = []
  let talking: AbortController | undefined

  const add = async (who: Visitor | Member, isSilent = false) => {
    const link = ownLinks ? await startProxy(house.ports) : undefined
    const way = { port: (link ?? casting.sharedLink ?? house.door).port, host, headers: {}, ...patience }
    const isMember = 'cookie' in who
    const made = createChatter({
      name: `${isMember ? 'member' : 'visitor'} ${chatters.length + 1}`,
      kind: isMember ? 'member' : 'visitor',
      id: who.id,
      organizationId: who.organizationId,
      voice: isMember ? memberVoice(who, way, more) : visitorVoice(who, way, more),
      link,
    })
    chatters.push(made)
    if (isMember) members.push(who)
    else if (!isSilent) conversations.set(who.id, await startConversation(made))
    return made
  }

  for (let at = 0; at < organizations; at++) {
    const organizationId = await putOrganization(house)
    organizationIds.push(organizationId)
    const people = await putVisitors(house, organizationId, visitors + listeners)
    await Promise.all(people.map((who, place) => add(who, place >= visitors)))
    for (let agent = 0; agent < agents; agent++)
      await add(await putMember(house, organizationId, agent === 0 ? 'owner' : 'member'))
  }
  await Promise.all(chatters.map(chatter => chatter.connect()))

  const conversationOf = (visitor: Chatter) => conversations.get(visitor.id) ?? ''
  const sayOne = (chatter: Chatter) => {
    if (conversations.has(chatter.id)) return void chatter.say(conversationOf(chatter))
    if (chatter.kind === 'visitor') return
    const there = chatters.filter(
      ({ id, organizationId }) => conversations.has(id) && organizationId === chatter.organizationId,
    )
    const one = there[Math.floor(Math.random() * there.length)]
    if (one) chatter.say(conversationOf(one))
  }
  const play: Play = {
    house,
    organizationIds,
    chatters,
    members,
    get visitors() {
      return chatters.filter(({ kind }) => kind === 'visitor')
    },
    get agents() {
      return chatters.filter(({ kind }) => kind === 'member')
    },
    conversationOf,
    add: async who => {
      const made = await add(who)
      await made.connect()
      return made
    },
    talk(everyMs) {
      talking = new AbortController()
      const { signal } = talking
      for (const chatter of chatters)
        void (async () => {
          await pause(Math.random() * everyMs)
          for (; !signal.aborted && !chatter.isGone; await pause(everyMs * (0.5 + Math.random())))
            sayOne(chatter)
        })()
    },
    hush: () => talking?.abort(),
    async settle(ms = 45_000) {
      play.hush()
      const late = performance.now() + ms
      while (performance.now() < late && !chatters.every(chatter => chatter.isQuiet())) await pause(50)
      while (performance.now() < late && !(await everythingShown(play))) await pause(150)
    },
    signs: (who = chatters) => Promise.all(who.map(chatter => chatter.nextSign())),
    async close() {
      play.hush()
      for (const chatter of chatters) chatter.close()
      await Promise.all(chatters.map(({ link }) => link?.close()))
    },
  }
  return play
}

/** A first message, so that the conversation exists; another one where the house is busy with another fault. */
async function startConversation({ voice }: Chatter): Promise<string> {
  for (let attempt = 1; ; attempt++) {
    const body = { id: newId('conversation'), message: { id: newId('message'), content: 'the first' } }
    try {
      await (voice as ReturnType<typeof visitorVoice>).client.call('POST /v1/widget/conversations', { body })
      return body.id
    } catch (error) {
      if (attempt === 60 || !isForNow(error)) throw error
      await pause(250)
    }
  }
}

/** Whether every screen has as many messages as the tables. */
async function everythingShown({ house, ...play }: Play) {
  const chatters = play.chatters.filter(({ isGone }) => !isGone)
  const { conversations } = tables
  const rows = await house
    .owner()
    .db.select({
      id: conversations.id,
      organizationId: conversations.organizationId,
      chatUserId: conversations.chatUserId,
      lastSeq: conversations.lastSeq,
    })
    .from(conversations)
    .catch(() => undefined)
  return (
    rows?.every(row =>
      chatters
        .filter(({ id, kind, organizationId }) =>
          kind === 'visitor' ? id === row.chatUserId : organizationId === row.organizationId,
        )
        .every(chatter => (chatter.shown()[row.id]?.length ?? 0) >= row.lastSeq),
    ) ?? false
  )
}
