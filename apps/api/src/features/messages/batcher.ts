import { knownPlaces, type MessageDraft, type MessageWriter, type PostedRow, type Refused } from '@halloo/db'
import { isAway, mayRetry } from '../../door/faults.ts'
import { asLogged } from '../../events/told.ts'
import type { LoggedEvent } from '../../events/write.ts'
import { Refusal } from '../../refusal.ts'

/** How many messages one statement takes, and how many may wait for the next. */
const MOST_IN_BATCH = 256
const MOST_WAITING = 2_000
/** While the database writes one batch we make the next; a second is worth its price only where many wait. */
const MOST_UNDER_WAY = 2
const WORTH_A_SECOND = 48
/** Whoever has waited this long is told to come back; whoever is under way this long, that we do not know. */
const PATIENCE_MS = 800
/** How often a message is passed over because somebody else holds its conversation, before it waits for them alone. */
const PASSES = 3
const LOST_MS = 1_800
const LOOK_MS = 50

export interface BatcherParts {
  writer: MessageWriter
  now(): Date
  /** Told after the commit what has happened. */
  published(organizationId: string, events: LoggedEvent[]): void
}

/** What was written, or why it was not. `known`: the id is in use, by the same message or another. */
export type Outcome = LoggedEvent | Refused | 'known' | undefined

export interface Batcher {
  /**
   * Writes a message with whatever others write at this moment; undefined where there is no such conversation
   * for its writer. Nothing waits for a timer: while batches are under way, the next one gathers.
   * @throws Refusal `busy` where too many wait, `unavailable` where the database does not answer
   */
  post(draft: Omit<MessageDraft, 'ord'>): Promise<Outcome>
  /** Resolves when nothing waits any more. */
  idle(): Promise<void>
}

interface Waiting {
  draft: Omit<MessageDraft, 'ord'>
  since: number
  passes: number
  resolve(outcome: Outcome): void
  reject(error: unknown): void
}

/** Gathers messages of all organizations into batches. A conversation is in one batch at a time. */
export function createBatcher({ writer, now, published }: BatcherParts): Batcher {
  let waiting: Waiting[] = []
  let underway: Waiting[][] = []
  /** Conversations of the batches under way, and those that a message waits for by itself. */
  const taken = new Set<string>()
  const awaited = new Set<string>()
  let scheduled = false
  let idlers: (() => void)[] = []
  let watch: NodeJS.Timeout | undefined

  const schedule = () => {
    const isWorthIt = underway.length === 0 || waiting.length >= WORTH_A_SECOND
    if (scheduled || !isWorthIt || underway.length >= MOST_UNDER_WAY) return
    scheduled = true
    setImmediate(flush)
  }

  async function flush() {
    scheduled = false
    const { batch, rest } = take(waiting, taken)
    waiting = rest
    if (batch.length === 0) return
    underway = [...underway, batch]
    for (const { draft } of batch) taken.add(draft.conversation_id)
    await write(batch)
    underway = underway.filter(other => other !== batch)
    for (const { draft } of batch)
      if (!awaited.has(draft.conversation_id)) taken.delete(draft.conversation_id)
    goOn()
  }

  function goOn() {
    if (waiting.length > 0) return schedule()
    if (underway.length + awaited.size > 0) return
    clearInterval(watch)
    watch = undefined
    for (const resolve of idlers) resolve()
    idlers = []
  }

  /** What the database refuses fails the batch: ids that are in use are taken out, else each is tried by itself. */
  async function write(batch: Waiting[], isPatient = false): Promise<void> {
    try {
      const drafts = batch.map(({ draft }, ord) => ({ ord, ...draft }))
      settle(batch, await writer.appendMessages(drafts, now(), isPatient))
    } catch (error) {
      const known = knownPlaces(error)
      if (known) {
        for (const ord of known) batch[ord]?.resolve('known')
        const others = batch.filter((_, ord) => !known.includes(ord))
        return others.length > 0 ? write(others, isPatient) : undefined
      }
      if (batch.length > 1 && !isAway(error)) for (const one of batch) await write([one], isPatient)
      else if (mayRetry(error)) await write(batch, isPatient)
      else for (const one of batch) one.reject(error)
    }
  }

  function settle(batch: Waiting[], rows: readonly PostedRow[]) {
    const logs = new Map<string, LoggedEvent[]>()
    const answers: (LoggedEvent | Refused | undefined)[] = new Array(batch.length)
    for (const row of [...rows].sort((a, b) => Number(a.seq) - Number(b.seq))) {
      const answer = row.seq === null ? row : asEvent(row)
      if (row.ord !== null) answers[row.ord] = answer
      if (answer.seq === null) continue
      const log = logs.get(row.organization_id)
      if (log) log.push(answer)
      else logs.set(row.organization_id, [answer])
    }
    for (const [organizationId, log] of logs) published(organizationId, log)
    const held: Waiting[] = []
    for (const [ord, one] of batch.entries()) {
      const answer = answers[ord]
      if (answer?.type !== 'held') one.resolve(answer)
      else if (++one.passes < PASSES || awaited.has(one.draft.conversation_id)) held.push(one)
      else void patiently(one)
    }
    if (held.length > 0) waiting = [...held, ...waiting]
  }

  /** Waits for one conversation beside the batches, so that they do not. */
  async function patiently(one: Waiting) {
    const { conversation_id } = one.draft
    awaited.add(conversation_id)
    taken.add(conversation_id)
    await write([one], true)
    awaited.delete(conversation_id)
    taken.delete(conversation_id)
    goOn()
  }

  function look() {
    const at = performance.now()
    const late = waiting.filter(one => at - one.since > PATIENCE_MS)
    if (late.length > 0) waiting = waiting.filter(one => at - one.since <= PATIENCE_MS)
    for (const one of late) one.reject(busy())
    for (const batch of underway) for (const one of batch) if (at - one.since > LOST_MS) one.reject(lost())
  }

  return {
    post: draft =>
      new Promise((resolve, reject) => {
        if (waiting.length >= MOST_WAITING) return reject(busy())
        waiting.push({ draft, since: performance.now(), passes: 0, resolve, reject })
        watch ??= setInterval(look, LOOK_MS).unref()
        schedule()
      }),
    idle: () =>
      new Promise(resolve => {
        if (waiting.length + underway.length + awaited.size === 0) resolve()
        else idlers.push(resolve)
      }),
  }
}

/**
 * The next batch. An id that comes twice waits for its first answer, and a reply waits where a colleague replies
 * to the same conversation: the one must have seen the other.
 */
function take(waiting: Waiting[], taken: ReadonlySet<string>): { batch: Waiting[]; rest: Waiting[] } {
  const ids = new Set<string>()
  const repliers = new Map<string, string | null>()
  const held = new Set(taken)
  const [batch, rest]: [Waiting[], Waiting[]] = [[], []]
  for (const one of waiting) {
    const { id, organization_id, conversation_id, sender_type, sender_id } = one.draft
    const replier = repliers.get(conversation_id)
    const isOvertaken = sender_type === 'agent' && replier !== undefined && replier !== sender_id
    if (
      batch.length === MOST_IN_BATCH ||
      isOvertaken ||
      ids.has(organization_id + id) ||
      held.has(conversation_id)
    ) {
      // Nobody overtakes within a conversation.
      held.add(conversation_id)
      rest.push(one)
      continue
    }
    ids.add(organization_id + id)
    if (sender_type === 'agent') repliers.set(conversation_id, sender_id)
    batch.push(one)
  }
  return { batch, rest }
}

const asEvent = (row: Extract<PostedRow, { seq: string }>): LoggedEvent =>
  asLogged({
    seq: row.seq,
    type: row.type,
    audience: row.audience.split(','),
    hiddenFrom: NOBODY,
    conversationId: row.conversation_id,
    data: row.data,
    visitorData: row.visitor_data,
  })
const NOBODY: readonly string[] = []

const busy = () => new Refusal('busy', { retryAfterMs: 1_000 })
const lost = () => new Refusal('unavailable', { retryAfterMs: 2_000 })
