import type { LoggedEvent } from '../write.ts'
import type { Carrier, OpenCarrier } from './carrier.ts'
import { createPeers } from './peers.ts'
import { createSender } from './sender.ts'
import { type Sayings, type Topic, unpack, type Word } from './words.ts'

/** Between the nodes of one installation. A lost word costs time, never an event: the log knows better. */
export interface Bus {
  /** A transaction has committed here. Synchronous, and next to nothing where no other node is. */
  ring(organizationId: string, events: readonly LoggedEvent[]): void
  /** Tells the other nodes something that is worth nothing later. */
  say<T extends Topic>(topic: T, body: Sayings[T]): void
  hear<T extends Topic>(topic: T, listener: (body: Sayings[T], node: string) => void): void
  /** Called when words may have been missed: after a lost connection, and when a node is new. */
  onMissed(listener: () => void): void
  /** Called when a node has left, or has not been heard for a minute. */
  onGone(listener: (node: string) => void): void
  /** Says that this node is here; to be called every `BEAT_MS`. */
  beat(): void
  /** How many other nodes are known. */
  peers(): number
  close(): Promise<void>
}

export interface BusParts {
  node: string
  open: OpenCarrier
  now(): number
  /** Another node rang, perhaps with what was written. */
  rung(organizationId: string, events: readonly LoggedEvent[]): void
}

export const BEAT_MS = 20_000
/** Our own words come back to us; a carrier that brings none for so long is taken for dead. */
const DEAF_MS = 3 * BEAT_MS

/** Nobody stops later because a carrier is away. */
const FAREWELL_MS = 1000

/** Joins the other nodes. */
export async function openBus({ node, open, now, rung }: BusParts): Promise<Bus> {
  const ears = new Map<Topic, (body: never, node: string) => void>()
  const missed: (() => void)[] = []
  const gone: ((node: string) => void)[] = []
  let heardAt = now()
  let closed = false

  const peers = createPeers(now, who => {
    for (const listener of gone) listener(who)
  })
  const tellMissed = () => {
    for (const listener of missed) listener()
  }

  const take = (from: string, words: readonly Word[]) => {
    for (let at = 0; at < words.length; at++) {
      const word = words[at] as Word
      if (word[0] === 'event') {
        // Neighbours of one organization ring once.
        const events = [word[2]]
        for (let next = words[at + 1]; next?.[0] === 'event' && next[1] === word[1]; next = words[at + 1]) {
          events.push(next[2])
          at++
        }
        rung(word[1], events)
      } else if (word[0] === 'head') rung(word[1], [])
      else if (word[0] === 'say') ears.get(word[1])?.(word[2] as never, from)
      else if (word[0] === 'gone') peers.left(from)
      else if (word[0] === 'here' && word[1]) sender.put(['here', false])
    }
  }

  const listener = {
    receive(text: string) {
      const { node: from, words } = unpack(text)
      if (closed) return
      if (from === node) heardAt = now()
      else {
        if (peers.heard(from)) tellMissed()
        take(from, words())
      }
    },
    joined() {
      heardAt = now()
      sender.put(['here', true])
      tellMissed()
    },
  }
  let carrier: Carrier | undefined
  const sender = createSender(node, () => carrier)
  carrier = await open(listener)

  const reopen = async () => {
    heardAt = now()
    const deaf = carrier
    carrier = undefined
    await deaf?.close().catch(() => {})
    if (!closed) carrier = await open(listener)
  }

  return {
    ring(organizationId, events) {
      if (peers.size() > 0) sender.ring(organizationId, events)
    },
    say(topic, body) {
      if (peers.size() > 0) sender.put(['say', topic, body])
    },
    hear: (topic, ear) => void ears.set(topic, ear),
    onMissed: missing => void missed.push(missing),
    onGone: going => void gone.push(going),
    beat() {
      peers.forget()
      if (now() - heardAt > DEAF_MS) void reopen().catch(() => {})
      else sender.put(['here', false])
    },
    peers: peers.size,
    async close() {
      if (closed) return
      sender.put(['gone'])
      closed = true
      await Promise.race([sender.idle(), new Promise(resolve => setTimeout(resolve, FAREWELL_MS).unref())])
      await carrier?.close().catch(() => {})
    },
  }
}
