import { wrongCounts, wrongEvents } from '@halloo/db/testing/ledger'
import type { Chatter } from '../cast/chatter.ts'
import type { Play } from '../cast/play.ts'
import { grouped } from './grouped.ts'
import { type Kept, readMessages } from './tables.ts'

/** What a play comes to. The four in the middle must be nothing, whatever happened. */
export interface Verdict {
  messages: number
  acked: number
  lost: number
  doubled: number
  disordered: number
  foreign: number
  /** Numbers and events that are not what they should be. */
  wrong: string[]
  /** The first few things found, in words. */
  findings: string[]
}

/** Compares what everybody sent, was told and has on screen with the tables. */
export async function check({ house, chatters, organizationIds }: Play): Promise<Verdict> {
  const kept = await readMessages(house, organizationIds)
  const lost: string[] = []
  const doubled: string[] = []
  const disordered: string[] = []
  const foreign: string[] = []

  const byId = new Map(kept.map(message => [message.id, message]))
  const conversations = grouped(kept, ({ conversationId }) => conversationId)
  for (const [id, messages] of conversations)
    if (messages.some(({ seq }, at) => seq !== at + 1)) disordered.push(`gaps in the table of ${id}`)
  for (const [text, same] of grouped(
    kept.filter(({ senderType }) => senderType !== 'system'),
    ({ conversationId, content }) => `${conversationId} ${content}`,
  ))
    if (same.length > 1) doubled.push(`${same.length} rows of ${text}`)

  for (const chatter of chatters) {
    const { name, log } = chatter
    for (const [id, seq] of log.acked)
      if (byId.get(id)?.seq !== seq) lost.push(`${name}: ${id} was acknowledged as ${seq}`)
    for (const id of log.contradicted) doubled.push(`${name}: ${id} was answered twice, differently`)
    disordered.push(...outOfTurn(chatter))
    const mine = [...conversations].filter(([, [first]]) => first && isFor(chatter, first))
    if (!chatter.isGone)
      for (const [id, messages] of mine) compareScreen(chatter, id, messages, { lost, doubled, disordered })
    compareFrames(chatter, { doubled, disordered })
    const own = new Set(mine.map(([id]) => id))
    for (const id of new Set([...log.named, ...Object.keys(chatter.shown())]))
      if (!own.has(id)) foreign.push(`${name} heard of ${id}`)
  }
  return {
    messages: kept.length,
    acked: chatters.reduce((sum, { log }) => sum + log.acked.size, 0),
    lost: lost.length,
    doubled: doubled.length,
    disordered: disordered.length,
    foreign: foreign.length,
    wrong: [
      ...(await wrongCounts(house.owner().sql, organizationIds)),
      ...(await wrongEvents(house.owner().sql, organizationIds)),
    ],
    findings: [
      ...lost.slice(0, 5),
      ...doubled.slice(0, 5),
      ...disordered.slice(0, 5),
      ...foreign.slice(0, 5),
    ],
  }
}

const isFor = ({ kind, id, organizationId }: Chatter, message: Kept) =>
  kind === 'visitor' ? message.chatUserId === id : message.organizationId === organizationId

interface Faults {
  lost: string[]
  doubled: string[]
  disordered: string[]
}

/** What is on screen must be what is in the table: all of it, once, in order. */
function compareScreen({ name, shown }: Chatter, id: string, messages: Kept[], faults: Faults) {
  const screen = shown()[id] ?? []
  const known = new Set(screen.map(message => message.id))
  for (const message of messages)
    if (!known.has(message.id))
      faults.lost.push(`${name} does not show ${message.id} (${message.seq}) of ${id}`)
  if (screen.length > messages.length) faults.doubled.push(`${name} shows too much of ${id}`)
  if (screen.some(({ seq }, at) => at > 0 && seq <= (screen[at - 1]?.seq ?? 0)))
    faults.disordered.push(`${name} shows ${id} out of order`)
}

/** Frames of one conversation must come in order of `seq`, each once, over all reconnects. */
function compareFrames({ name, log }: Chatter, faults: Pick<Faults, 'doubled' | 'disordered'>) {
  const last = new Map<string, number>()
  const heard = new Set<string>()
  for (const { id, conversationId, seq } of log.heard) {
    if (heard.has(id)) faults.doubled.push(`${name} heard ${id} twice`)
    else if (seq <= (last.get(conversationId) ?? 0))
      faults.disordered.push(`${name} heard ${id} (${seq}) late`)
    heard.add(id)
    last.set(conversationId, seq)
  }
}

/** A sender who waits for each acknowledgement has their own messages in the order of writing. */
function outOfTurn({ name, log }: Chatter): string[] {
  const last = new Map<string, number>()
  return [...log.sent].flatMap(([id, { conversationId }]) => {
    const seq = log.acked.get(id)
    if (seq === undefined) return []
    const before = last.get(conversationId) ?? 0
    last.set(conversationId, seq)
    return seq > before ? [] : [`${name}: ${id} came before what was written earlier`]
  })
}
