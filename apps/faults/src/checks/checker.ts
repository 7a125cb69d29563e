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

/** What the checker needs to know of somebody. */
export type Witness = Pick<Chatter, 'name' | 'kind' | 'id' | 'organizationId' | 'log' | 'shown' | 'isGone'>

/** Everything found, by kind, in words. */
export interface Findings {
  lost: string[]
  doubled: string[]
  disordered: string[]
  foreign: string[]
}

/** Compares what everybody sent, was told and has on screen with the tables. */
export async function check({ house, chatters, organizationIds }: Play): Promise<Verdict> {
  const kept = await readMessages(house, organizationIds)
  const { lost, doubled, disordered, foreign } = compare(kept, chatters)
  const { sql } = house.owner()
  return {
    messages: kept.length,
    acked: chatters.reduce((sum, { log }) => sum + log.acked.size, 0),
    lost: lost.length,
    doubled: doubled.length,
    disordered: disordered.length,
    foreign: foreign.length,
    wrong: [...(await wrongCounts(sql, organizationIds)), ...(await wrongEvents(sql, organizationIds))],
    findings: [lost, doubled, disordered, foreign].flatMap(found => found.slice(0, 5)),
  }
}

/** What logs and screens of witnesses have against the messages in the table, given in order of `seq`. */
export function compare(kept: readonly Kept[], witnesses: readonly Witness[]): Findings {
  const found: Findings = { lost: [], doubled: [], disordered: [], foreign: [] }
  const byId = new Map(kept.map(message => [message.id, message]))
  const conversations = grouped(kept, ({ conversationId }) => conversationId)
  for (const [id, messages] of conversations)
    if (messages.some(({ seq }, at) => seq !== at + 1)) found.disordered.push(`gaps in the table of ${id}`)
  const written = kept.filter(({ senderType }) => senderType !== 'system')
  for (const [text, same] of grouped(written, message => `${message.conversationId} ${message.content}`))
    if (same.length > 1) found.doubled.push(`${same.length} rows of ${text}`)
  for (const witness of witnesses) {
    const { name, log } = witness
    for (const [id, seq] of log.acked)
      if (byId.get(id)?.seq !== seq) found.lost.push(`${name}: ${id} was acknowledged as ${seq}`)
    for (const id of log.contradicted) found.doubled.push(`${name}: ${id} was answered twice, differently`)
    found.disordered.push(...outOfTurn(witness))
    const mine = [...conversations].filter(([, [first]]) => first && isFor(witness, first))
    if (!witness.isGone) for (const [id, messages] of mine) compareScreen(witness, id, messages, found)
    compareFrames(witness, found)
    const own = new Set(mine.map(([id]) => id))
    for (const id of new Set([...log.named, ...Object.keys(witness.shown())]))
      if (!own.has(id)) found.foreign.push(`${name} heard of ${id}`)
  }
  return found
}

const isFor = ({ kind, id, organizationId }: Witness, message: Kept) =>
  kind === 'visitor' ? message.chatUserId === id : message.organizationId === organizationId

/** What is on screen must be what is in the table: all of it, once, in order. */
function compareScreen({ name, shown }: Witness, id: string, messages: Kept[], faults: Findings) {
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
function compareFrames({ name, log }: Witness, faults: Findings) {
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
function outOfTurn({ name, log }: Witness): string[] {
  const last = new Map<string, number>()
  return [...log.sent].flatMap(([id, { conversationId }]) => {
    const seq = log.acked.get(id)
    if (seq === undefined) return []
    const before = last.get(conversationId) ?? 0
    last.set(conversationId, seq)
    return seq > before ? [] : [`${name}: ${id} came before what was written earlier`]
  })
}
