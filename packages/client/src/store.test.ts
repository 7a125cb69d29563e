import { describe, expect, it, vi } from 'vitest'
import { apply } from './apply.ts'
import type { EventOf, MemberSide, VisitorSide } from './side.ts'
import { emptyState } from './state.ts'
import { createStore } from './store.ts'
import {
  contact,
  conversation,
  message,
  partOf,
  visitorConversation,
  visitorPart,
} from './testing/entities.ts'
import { unreadOf } from './unread.ts'

const NOW = '2026-03-01T09:30:00.000Z'
type MemberEvent = EventOf<MemberSide>

const told: MemberEvent[] = [
  { type: 'conversation.queued', data: conversation({ version: 1 }) },
  ...[1, 2, 3].map(
    (seq): MemberEvent => ({
      type: 'message.created',
      data: { message: message(seq), conversation: partOf({ version: 1 + seq, lastSeq: seq }) },
    }),
  ),
  { type: 'conversation.accepted', data: conversation({ version: 5, lastSeq: 3, assignedAgentId: 'mem_a' }) },
  {
    type: 'messages.read',
    data: { conversation: partOf({ version: 6, lastSeq: 3, participants: [reader(2)] }) },
  },
  {
    type: 'messages.read',
    data: { conversation: partOf({ version: 7, lastSeq: 3, participants: [reader(3)] }) },
  },
  {
    type: 'message.updated',
    data: { message: message(2, { content: 'Better', editedAt: NOW, version: 2 }), conversation: null },
  },
  {
    type: 'message.updated',
    data: {
      message: message(3, { content: '', deletedAt: NOW, version: 2 }),
      conversation: partOf({ version: 8, lastSeq: 3, participants: [reader(3)] }),
    },
  },
  { type: 'chat_user.updated', data: contact({ version: 2, name: 'Leïla' }) },
  { type: 'counts.updated', data: { topic: 'everything', queued: 1, active: 0, unread: 0, version: 1 } },
  { type: 'counts.updated', data: { topic: 'everything', queued: 0, active: 1, unread: 0, version: 2 } },
]

function reader(lastReadSeq: number) {
  return { kind: 'member' as const, id: 'mem_a', lastReadSeq, readTotal: lastReadSeq }
}

/** A different order for each seed, the same for the same one. */
function shuffled<T>(items: T[], seed: number) {
  const keyed = items.map((item, at) => ({ item, key: ((at + 1) * 7919 * (seed + 3)) % 104_729 }))
  return keyed.sort((a, b) => a.key - b.key).map(({ item }) => item)
}

const after = (events: MemberEvent[]) => events.reduce(apply<MemberSide>, emptyState<MemberSide>())

describe('the reducer', () => {
  it('ends at the same state whatever the order of events, and however often they come', () => {
    const { sources: _, ...wanted } = after(told)
    for (let seed = 0; seed < 200; seed++) {
      const { sources: __, ...got } = after([...shuffled(told, seed), ...shuffled(told, seed + 1)])
      expect(got).toEqual(wanted)
    }
    expect(wanted.conversations.conv_1).toMatchObject({ version: 8, assignedAgentId: 'mem_a', lastSeq: 3 })
    expect(wanted.conversations.conv_1?.participants).toEqual([reader(3)])
    expect(wanted.conversations.conv_1?.chatUser.name).toBe('Leïla')
    expect(wanted.messages.conv_1?.map(({ seq, content }) => [seq, content])).toEqual([
      [1, 'Message 1'],
      [2, 'Better'],
      [3, ''],
    ])
  })

  it('keeps what a newer message said when an older whole conversation comes late', () => {
    const store = createStore<MemberSide>()
    store.putConversations([conversation({ version: 1 })])
    store.apply({
      type: 'message.created',
      data: { message: message(2), conversation: partOf({ version: 3, lastSeq: 2 }) },
    })
    store.putConversations([conversation({ version: 2, priority: 'high' })])
    expect(store.state.conversations.conv_1).toMatchObject({ priority: 'high', lastSeq: 2, version: 3 })
  })

  it('keeps a change for a message that it does not know yet, and tears no hole into the list', () => {
    const store = createStore<MemberSide>()
    store.putMessages([message(50)])
    const changed = message(7, { content: 'Better', version: 3 })
    store.apply({ type: 'message.updated', data: { message: changed, conversation: null } })
    store.apply({
      type: 'message.updated',
      data: { message: { ...changed, content: 'Older', version: 2 }, conversation: null },
    })
    expect(store.state.messages.conv_1?.map(({ seq }) => seq)).toEqual([50])
    store.putMessages([message(7)])
    expect(store.state.messages.conv_1?.map(({ content }) => content)).toEqual(['Better', 'Message 50'])
  })

  it('tells nobody of what is known already', () => {
    const store = createStore<MemberSide>()
    for (const event of told) store.apply(event)
    const [before, heard] = [store.state, vi.fn()]
    store.subscribe(heard)
    for (const event of told) if (/^(message|conversation)/.test(event.type)) store.apply(event)
    store.putConversations([conversation({ version: 1 })])
    store.putMessages([message(1), message(2)])
    expect(heard).not.toHaveBeenCalled()
    expect(store.state).toBe(before)
  })

  it('forgets a conversation and its messages once it is out of sight', () => {
    const store = createStore<MemberSide>()
    for (const event of told) store.apply(event)
    store.apply({ type: 'conversation.removed', data: { id: 'conv_1' } })
    expect(store.state.conversations).toEqual({})
    expect(store.state.messages).toEqual({})
  })

  it('takes in how far somebody has read', () => {
    const store = createStore<VisitorSide>()
    store.putConversations([visitorConversation({ version: 4, unread: 2, agentReadSeq: 1 })])
    store.apply({
      type: 'messages.read',
      data: { conversation: visitorPart({ version: 5, unread: 0, readSeq: 5, agentReadSeq: 3 }) },
    })
    expect(store.state.conversations.conv_1).toMatchObject({ unread: 0, readSeq: 5, agentReadSeq: 3 })
  })

  it('tells its listeners of changes only', () => {
    const store = createStore<MemberSide>()
    let calls = 0
    store.subscribe(() => calls++)
    const event = told.at(-1)
    if (event) store.apply(event)
    if (event) store.apply(event)
    store.putMessages([])
    expect(calls).toBeLessThanOrEqual(2)
  })

  it('keeps the last of departments that have no version', () => {
    const store = createStore<VisitorSide>()
    store.putDepartments([{ id: 'dep_1', name: 'Orders', description: '' }])
    store.putDepartments([{ id: 'dep_1', name: 'Order desk', description: '' }])
    expect(store.state.departments.dep_1?.name).toBe('Order desk')
  })

  it('ignores events that only a newer server knows', () => {
    const event: { type: string; data: unknown } = { type: 'parrot.spoke', data: {} }
    expect(after([event as MemberEvent])).toEqual(emptyState())
  })
})

describe('unread', () => {
  it('is what the visitor wrote less what the member has read', () => {
    const read = conversation({ totals: { visitor: 5, team: 1 }, participants: [reader(3)] })
    expect(unreadOf(read, 'mem_a')).toBe(2)
    expect(unreadOf(read, 'mem_b')).toBe(5)
  })
})
