import type { Unsent, UnsentFile } from '@halloo/client'
import type { Attachment, VisitorMessage } from '@halloo/protocol'

/** A message as it is drawn. */
export interface Said {
  kind: 'said'
  id: string
  mine: boolean
  senderName: string | null
  senderAvatarUrl: string | null
  content: string
  attachments: readonly Attachment[]
  /** Those that are not with the server yet. */
  files: readonly UnsentFile[]
  createdAt: string
  state: 'sending' | 'queued' | 'failed' | 'sent' | 'read'
  edited: boolean
  deleted: boolean
  /** First and last of those that one speaker said in one go. */
  first: boolean
  last: boolean
  /** The last that the visitor wrote: its state is told. */
  tells: boolean
}

export type Row =
  | Said
  | { kind: 'day'; id: string; at: string }
  | { kind: 'system'; id: string; message: VisitorMessage }

const PAUSE_MS = 5 * 60_000
const NONE: readonly never[] = []

/**
 * Messages, known and on their way, in days and groups. A row that says what it said before is the same object,
 * so that only what changed is drawn again.
 */
export function createTimeline() {
  let known = new Map<string, Row>()
  return (
    messages: readonly VisitorMessage[],
    outgoing: readonly Unsent<unknown>[],
    agentReadSeq: number,
  ): Row[] => {
    const next = new Map<string, Row>()
    const rows = timeline(messages, outgoing, agentReadSeq).map(row => {
      const before = known.get(row.id)
      const kept = before && isSame(before, row) ? before : row
      next.set(row.id, kept)
      return kept
    })
    known = next
    return rows
  }
}

export function timeline(
  messages: readonly VisitorMessage[],
  outgoing: readonly Unsent<unknown>[],
  agentReadSeq: number,
): Row[] {
  const waiting = outgoing.length ? new Set(messages.map(message => message.id)) : undefined
  const all = messages.map(message => rowOf(message, agentReadSeq))
  for (const one of outgoing) if (!waiting?.has(one.id)) all.push(rowOfOutgoing(one))
  const rows: Row[] = []
  let before: Row | undefined
  let day = ''
  let lastOfMine: Said | undefined
  for (const row of all) {
    const at = row.kind === 'system' ? row.message.createdAt : row.createdAt
    const isNewDay = day !== dayOf(at)
    if (isNewDay) {
      day = dayOf(at)
      rows.push({ kind: 'day', id: day, at })
    }
    if (row.kind === 'said' && before?.kind === 'said' && !isNewDay && isSameGroup(before, row)) {
      before.last = false
      row.first = false
    }
    if (row.kind === 'said' && row.mine) lastOfMine = row
    rows.push(row)
    before = row
  }
  if (lastOfMine) lastOfMine.tells = true
  return rows
}

const isSameGroup = (a: Said, b: Said) =>
  a.mine === b.mine &&
  a.senderName === b.senderName &&
  momentOf(b.createdAt) - momentOf(a.createdAt) < PAUSE_MS

function isSame(a: object, b: object) {
  const [before, after] = [Object.entries(a), Object.values(b)]
  return before.length === after.length && before.every(([, value], at) => value === after[at])
}

/** Times are asked for again at every change, and reading them is what costs. */
const moments = new Map<string, { day: string; moment: number }>()
function timesOf(at: string) {
  const times = moments.get(at) ?? { day: new Date(at).toDateString(), moment: Date.parse(at) }
  moments.set(at, times)
  return times
}
const dayOf = (at: string) => timesOf(at).day
const momentOf = (at: string) => timesOf(at).moment

type Own = Exclude<Row, { kind: 'day' }>

function rowOf(message: VisitorMessage, agentReadSeq: number): Own {
  if (message.senderType === 'system') return { kind: 'system', id: message.id, message }
  const { id, senderName, senderAvatarUrl, content, attachments, createdAt } = message
  return {
    kind: 'said',
    id,
    mine: message.senderType === 'user',
    senderName,
    senderAvatarUrl,
    content,
    attachments,
    files: NONE,
    createdAt,
    state: message.seq <= agentReadSeq ? 'read' : 'sent',
    edited: !!message.editedAt,
    deleted: !!message.deletedAt,
    first: true,
    last: true,
    tells: false,
  }
}

const rowOfOutgoing = ({ id, content, files, createdAt, state }: Unsent<unknown>): Own => ({
  kind: 'said',
  id,
  mine: true,
  senderName: null,
  senderAvatarUrl: null,
  content,
  attachments: files.some(file => file.attachment) ? files.flatMap(file => file.attachment ?? []) : NONE,
  files: files.some(file => !file.attachment) ? files.filter(file => !file.attachment) : NONE,
  createdAt,
  state,
  edited: false,
  deleted: false,
  first: true,
  last: true,
  tells: false,
})
