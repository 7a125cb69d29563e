import type { Unsent } from '@halloo/client'
import type { VisitorMessage } from '@halloo/protocol'
import { describe, expect, it } from 'vitest'
import { type Row, timeline } from './timeline.ts'

const at = (minute: number, day = 3) => new Date(2026, 2, day, 12, minute).toISOString()

const said = (seq: number, by: 'user' | 'agent' | 'system', createdAt: string): VisitorMessage => ({
  id: `msg_${seq}`,
  conversationId: 'conv_1',
  seq,
  senderType: by,
  senderName: by === 'agent' ? 'Tomás' : null,
  senderAvatarUrl: null,
  type: 'text',
  content: 'Hello',
  attachments: [],
  metadata: {},
  quickReplies: [],
  editedAt: null,
  deletedAt: null,
  createdAt,
  version: 1,
})

const outgoing = (id: string): Unsent<unknown> => ({
  id,
  conversationId: 'conv_1',
  content: 'On its way',
  files: [],
  extra: undefined,
  fault: undefined,
  createdAt: at(30),
  state: 'sending',
})

const outline = (rows: Row[]) =>
  rows.map(row =>
    row.kind === 'said'
      ? `${row.first ? '[' : ''}${row.mine ? 'me' : 'they'}${row.last ? ']' : ''}`
      : row.kind,
  )

describe('the timeline', () => {
  it('groups what one speaker said in one go', () => {
    const rows = timeline([said(1, 'user', at(1)), said(2, 'user', at(2)), said(3, 'agent', at(3))], [], 0)
    expect(outline(rows)).toEqual(['day', '[me', 'me]', '[they]'])
  })

  it('begins a new group after a pause, a system line or midnight', () => {
    const rows = timeline(
      [
        said(1, 'user', at(1)),
        said(2, 'user', at(20)),
        said(3, 'system', at(21)),
        said(4, 'user', at(22)),
        said(5, 'user', at(1, 4)),
      ],
      [],
      0,
    )
    expect(outline(rows)).toEqual(['day', '[me]', '[me]', 'system', '[me]', 'day', '[me]'])
  })

  it('puts what is on its way last, and only once', () => {
    const rows = timeline([said(1, 'user', at(1))], [outgoing('msg_1'), outgoing('msg_2')], 0)
    expect(rows.map(row => row.id).slice(1)).toEqual(['msg_1', 'msg_2'])
  })

  it('knows what the team has read', () => {
    const rows = timeline([said(1, 'user', at(1)), said(2, 'user', at(2))], [], 1)
    expect(rows.flatMap(row => (row.kind === 'said' ? [row.state] : []))).toEqual(['read', 'sent'])
  })
})
