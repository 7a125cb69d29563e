import { asHeld, asLogged } from '../told.ts'
import type { LoggedEvent } from '../write.ts'

/** What nodes tell each other besides events: worth something now, and nothing later. */
export interface Sayings {
  presence: { organizationId: string; online: string[]; offline: string[] }
  typing: {
    organizationId: string
    conversationId: string
    sight: readonly string[]
    from: { kind: 'member' | 'visitor'; id: string; name: string | null }
    preview?: string
  }
  viewing: {
    organizationId: string
    conversationId: string
    sight: readonly string[]
    memberIds: string[]
  }
  /** Sessions or memberships may have changed. */
  sessions: null
}
export type Topic = keyof Sayings

/** One entry of a text on the bus. */
export type Word =
  | ['here', asks: boolean]
  | ['gone']
  | ['event', organizationId: string, event: LoggedEvent]
  /** Something happened that is to be read from the log. */
  | ['head', organizationId: string]
  | ['say', topic: Topic, body: Sayings[Topic]]

/**
 * Puts words, each JSON already, into as few texts as a carrier takes. The node that speaks stands in front.
 * Every word must fit into a text by itself.
 */
export function pack(node: string, words: readonly string[], most: number): string[] {
  const texts: string[] = []
  const empty = Buffer.byteLength(node) + 3
  let held: string[] = []
  let size = empty
  const close = () => {
    if (held.length > 0) texts.push(`${node}\n[${held.join(',')}]`)
    held = []
    size = empty
  }
  for (const word of words) {
    const bytes = Buffer.byteLength(word) + 1
    if (size + bytes > most) close()
    held.push(word)
    size += bytes
  }
  close()
  return texts
}

/** Events travel as the log holds them. */
export const eventWord = (organizationId: string, event: LoggedEvent): Word => [
  'event',
  organizationId,
  asHeld(event),
]
const asHeard = (word: Word): Word => (word[0] === 'event' ? ['event', word[1], asLogged(word[2])] : word)

/** Who speaks, and what; nothing of a text that is none of ours. */
export function unpack(text: string): { node: string; words: () => Word[] } {
  const end = text.indexOf('\n')
  const words = () => {
    try {
      const read: unknown = JSON.parse(text.slice(end + 1))
      return Array.isArray(read) ? (read.filter(Array.isArray) as Word[]).map(asHeard) : []
    } catch {
      return []
    }
  }
  return { node: text.slice(0, Math.max(end, 0)), words }
}
