import type { Unsent, UnsentFile } from '@halloo/client'
import type { Attachment, VisitorMessage } from '@halloo/protocol'
import { dayKey, msOf } from './moments.ts'

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

type Outgoing = Unsent<unknown>
/** What a row is made of. */
export type Source = VisitorMessage | Outgoing

const PAUSE_MS = 5 * 60_000
const NONE: readonly never[] = []

/** Messages, known and on their way, in days and groups. */
export function timeline(
  messages: readonly VisitorMessage[],
  outgoing: readonly Outgoing[],
  agentReadSeq: number,
  make: (source: Source, flags: Flags) => Row = rowOf,
): Row[] {
  const sources = withOutgoing(messages, outgoing)
  const tells = sources.findLast(isMine)
  const rows: Row[] = []
  sources.forEach((source, at) => {
    const [before, after] = [sources[at - 1], sources[at + 1]]
    if (!before || dayKey(before.createdAt) !== dayKey(source.createdAt))
      rows.push({ kind: 'day', id: dayKey(source.createdAt), at: source.createdAt })
    const flags = {
      first: !isSameGroup(before, source),
      last: !isSameGroup(source, after),
      tells: source === tells,
      read: isSent(source) && source.seq <= agentReadSeq,
    }
    rows.push(make(source, flags))
  })
  return rows
}

/** What a row owes to those around it, and to who has read it. */
export interface Flags {
  first: boolean
  last: boolean
  tells: boolean
  read: boolean
}

function withOutgoing(messages: readonly VisitorMessage[], outgoing: readonly Outgoing[]): Source[] {
  if (!outgoing.length) return [...messages]
  const arrived = new Set(messages.map(message => message.id))
  return [...messages, ...outgoing.filter(one => !arrived.has(one.id))]
}

const isSent = (source: Source): source is VisitorMessage => 'seq' in source
const speakerOf = (source: Source) => (isSent(source) ? source.senderType : 'user')
const isMine = (source: Source) => speakerOf(source) === 'user'

function isSameGroup(a: Source | undefined, b: Source | undefined) {
  if (!a || !b || speakerOf(a) === 'system' || isMine(a) !== isMine(b) || speakerOf(b) === 'system')
    return false
  if (isSent(a) && isSent(b) && a.senderName !== b.senderName) return false
  return dayKey(a.createdAt) === dayKey(b.createdAt) && msOf(b.createdAt) - msOf(a.createdAt) < PAUSE_MS
}

export function rowOf(source: Source, { read, ...flags }: Flags): Row {
  const { id, content, createdAt } = source
  const shared = { kind: 'said' as const, id, content, createdAt, ...flags }
  if (!isSent(source))
    return {
      ...shared,
      mine: true,
      senderName: null,
      senderAvatarUrl: null,
      attachments: source.files.flatMap(file => file.attachment ?? []),
      files: source.files.filter(file => !file.attachment),
      state: source.state,
      edited: false,
      deleted: false,
    }
  if (source.senderType === 'system') return { kind: 'system', id, message: source }
  return {
    ...shared,
    mine: source.senderType === 'user',
    senderName: source.senderName,
    senderAvatarUrl: source.senderAvatarUrl,
    attachments: source.attachments,
    files: NONE,
    state: read ? 'read' : 'sent',
    edited: !!source.editedAt,
    deleted: !!source.deletedAt,
  }
}
