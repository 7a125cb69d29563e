import type { LoggedEvent } from '../write.ts'
import type { Carrier } from './carrier.ts'
import { eventWord, pack, type Word } from './words.ts'

/** What waits beyond this is told without its text, or not at all. */
const MOST_WAITING_BYTES = 512 * 1024
const LONGEST_SEND_MS = 10_000
/** What every carrier takes; for words that are put before theirs has joined. */
const ANY_CARRIER_BYTES = 7000

/**
 * Sends words in company: one sending is under way at most, and what comes meanwhile goes together. Nobody
 * waits for it, and nothing is sent twice.
 */
export function createSender(node: string, carrierOf: () => Carrier | undefined) {
  let words: string[] = []
  let size = 0
  const heads = new Set<string>()
  let sending: Promise<void> | undefined

  const send = async () => {
    await new Promise(resolve => setImmediate(resolve))
    while (words.length > 0 || heads.size > 0) {
      const ready = [...words, ...[...heads].map(id => JSON.stringify(['head', id] satisfies Word))]
      words = []
      size = 0
      heads.clear()
      const carrier = carrierOf()
      if (carrier) await atMost(LONGEST_SEND_MS, carrier.send(pack(node, ready, carrier.most)))
    }
    sending = undefined
  }

  const add = (text: string): boolean => {
    const bytes = Buffer.byteLength(text)
    const most = carrierOf()?.most ?? ANY_CARRIER_BYTES
    if (bytes + node.length + 4 > most || size + bytes > MOST_WAITING_BYTES) return false
    words.push(text)
    size += bytes
    sending ??= send()
    return true
  }

  return {
    /** False where there is no room for it. */
    put: (word: Word) => add(JSON.stringify(word)),
    ring(organizationId: string, events: readonly LoggedEvent[]) {
      let whole = events.length > 0 && !heads.has(organizationId)
      for (const event of events) whole &&= add(JSON.stringify(eventWord(organizationId, event)))
      if (whole) return
      heads.add(organizationId)
      sending ??= send()
    },
    /** When everything is sent. */
    idle: () => sending ?? Promise.resolve(),
  }
}

/** A carrier that does not answer holds up nobody for ever; what it refuses is lost, and the log knows it. */
function atMost(ms: number, work: Promise<void>): Promise<void> {
  return new Promise(resolve => {
    const late = setTimeout(resolve, ms)
    late.unref()
    const done = () => {
      clearTimeout(late)
      resolve()
    }
    work.then(done, done)
  })
}
