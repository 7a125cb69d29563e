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
  attachments: Attachment[]
  /** Those that are not with the server yet. */
  files: UnsentFile[]
  createdAt: string
  state: 'sending' | 'queued' | 'failed' | 'sent' | 'read'
  /** First and last of those that one speaker said in one go. */
  first: boolean
  last: boolean
}

export type Row =
  | Said
  | { kind: 'day'; id: string; at: string }
  | { kind: 'system'; id: string; message: VisitorMessage }

const PAUSE_MS = 5 * 60_000

/** Messages, known and on their way, in days and groups. */
export function timeline(
  messages: readonly VisitorMessage[],
  outgoing: readonly Unsent<unknown>[],
  agentReadSeq: number,
): Row[] {
  const arrived = new Set(messages.map(message => message.id))
  const all = [
    ...messages.map(message => ({ at: message.createdAt, row: rowOf(message, agentReadSeq) })),
    ...outgoing
      .filter(one => !arrived.has(one.id))
      .map(one => ({ at: one.createdAt, row: rowOfOutgoing(one) })),
  ]
  const rows: Row[] = []
  let previous: { at: string; row: Row } | undefined
  for (const { at, row } of all) {
    const isNewDay = !previous || dayKey(previous.at) !== dayKey(at)
    if (isNewDay) rows.push({ kind: 'day', id: dayKey(at), at })
    const before = previous?.row
    if (row.kind === 'said' && before?.kind === 'said' && !isNewDay && isSameGroup(before, row)) {
      before.last = false
      row.first = false
    }
    rows.push(row)
    previous = { at, row }
  }
  return rows
}

const isSameGroup = (a: Said, b: Said) =>
  a.mine === b.mine &&
  a.senderName === b.senderName &&
  Date.parse(b.createdAt) - Date.parse(a.createdAt) < PAUSE_MS

const dayKey = (at: string) => new Date(at).toDateString()

function rowOf(message: VisitorMessage, agentReadSeq: number): Row {
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
    files: [],
    createdAt,
    state: message.seq <= agentReadSeq ? 'read' : 'sent',
    first: true,
    last: true,
  }
}

const rowOfOutgoing = ({ id, content, files, createdAt, state }: Unsent<unknown>): Row => ({
  kind: 'said',
  id,
  mine: true,
  senderName: null,
  senderAvatarUrl: null,
  content,
  attachments: files.flatMap(file => file.attachment ?? []),
  files: files.filter(file => !file.attachment),
  createdAt,
  state,
  first: true,
  last: true,
})
