import type { VisitorMessage } from '@halloo/protocol'
import { describe, expect, it } from 'vitest'
import { createPages, type Page } from './pages.ts'

const said = (seq: number, more: Partial<VisitorMessage> = {}): VisitorMessage => ({
  id: `msg_${seq}`,
  conversationId: 'conv_1',
  seq,
  senderType: seq % 2 ? 'user' : 'agent',
  senderName: seq % 2 ? null : 'Tomás',
  senderAvatarUrl: null,
  type: 'text',
  content: `Number ${seq}`,
  attachments: [],
  metadata: {},
  quickReplies: [],
  editedAt: null,
  deletedAt: null,
  createdAt: new Date(2026, 2, 3, 12, 0, seq).toISOString(),
  version: 1,
  ...more,
})
const upTo = (last: number, from = 1) => Array.from({ length: last - from + 1 }, (_, at) => said(from + at))
const changed = (before: Page[], after: Page[]) =>
  after.filter(page => !before.includes(page)).map(page => page.id)
const contents = (pages: Page[]) =>
  pages.flatMap(page => page.rows.flatMap(row => (row.kind === 'said' ? row.content : [])))

describe('pages of a log', () => {
  it('hold every message, in order', () => {
    const pages = createPages()(upTo(200), [], 0)
    expect(contents(pages)).toEqual(upTo(200).map(message => message.content))
    expect(pages.flatMap(page => page.rows).filter(row => row.kind === 'day')).toHaveLength(1)
  })

  it('are the same where nothing was said', () => {
    const read = createPages()
    const messages = upTo(200)
    expect(read(messages, [], 0)).toBe(read(messages, [], 0))
  })

  it('change at the end when a message comes', () => {
    const read = createPages()
    const messages = upTo(198)
    const before = read(messages, [], 0)
    expect(changed(before, read([...messages, said(199)], [], 0))).toEqual([4])
  })

  it('change where a message was edited, and nowhere else', () => {
    const read = createPages()
    const messages = upTo(200)
    const before = read(messages, [], 0)
    const after = read(messages.with(49, said(50, { content: 'Better', version: 2 })), [], 0)
    expect(changed(before, after)).toEqual([1])
    expect(contents(after)[49]).toBe('Better')
  })

  it('keep their rows when older ones come before them', () => {
    const read = createPages()
    const later = upTo(200, 101)
    const before = read(later, [], 0)
    const after = read([...upTo(100), ...later], [], 0)
    expect(changed(before, after)).toEqual([0, 1, 2])
  })
})
