// What a member does with a conversation. Each shows at once and says so honestly when it is refused.
import { Refusal } from '@halloo/client'
import type { Conversation } from '@halloo/protocol'
import { signal } from '@preact/signals'
import { client, conversations, hopefully, me, store, world } from '../live/world.ts'
import { toast, toastTrouble } from '../look/Toast.tsx'
import { go, here } from '../shell/here.ts'
import { pathOf } from '../shell/place.ts'
import { isQueued, waitingFrom } from './select.ts'

/** Conversations that a colleague took while we reached for them. */
export const taken = signal<ReadonlySet<string>>(new Set())

const at = (conversationId: string) => ({ params: { conversationId } })

async function attempt(what: string, act: () => Promise<unknown>) {
  try {
    await act()
    return true
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    toastTrouble(`${what} ${error.code === 'offline' ? 'There is no connection.' : error.message}`)
    return false
  }
}

export async function acceptConversation(id: string) {
  const member = me.value
  if (!member) return
  try {
    store.putConversations([await client.call('POST /v1/conversations/:conversationId/accept', at(id))])
    go(pathOf({ kind: 'mine' }, id))
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    if (error.code === 'already_assigned') await tellWhoTook(id)
    else toastTrouble(`Not accepted. ${error.message}`)
  }
}

export const firstInQueue = () =>
  Object.values(conversations.value)
    .filter(isQueued)
    .sort((a, b) => waitingFrom(a).localeCompare(waitingFrom(b)))[0]

export function acceptFirst() {
  const first = firstInQueue()
  if (first) void acceptConversation(first.id)
}

async function tellWhoTook(id: string) {
  taken.value = new Set([...taken.value, id])
  try {
    store.putConversations([await client.call('GET /v1/conversations/:conversationId', at(id))])
  } catch {
    store.removeConversation(id)
  }
  const agent = store.state.conversations[id]?.assignedAgentId
  toastTrouble(`${agent ? (store.state.members[agent]?.name ?? 'A colleague') : 'A colleague'} was faster.`)
}

const setStatus = (conversation: Conversation, status: Conversation['status']) =>
  hopefully(conversation.id, { status }, () =>
    client.call('PATCH /v1/conversations/:conversationId', { ...at(conversation.id), body: { status } }),
  )

export async function resolveConversation(conversation: Conversation) {
  const before = conversation.status
  if (!(await attempt('Not resolved.', () => setStatus(conversation, 'resolved')))) return
  toast('Conversation resolved', () => void attempt('Not undone.', () => setStatus(conversation, before)))
}

export async function resolveAll(ids: Iterable<string>) {
  const all = [...ids].flatMap(id => conversations.value[id] ?? [])
  const done = await Promise.all(
    all.map(async one =>
      (await attempt('Not resolved.', () => setStatus(one, 'resolved'))) ? one : undefined,
    ),
  )
  const resolved = done.filter(one => one !== undefined)
  if (!resolved.length) return
  toast(`${resolved.length} ${resolved.length === 1 ? 'conversation' : 'conversations'} resolved`, () => {
    for (const one of resolved) void attempt('Not undone.', () => setStatus(one, one.status))
  })
}

export const closeConversation = (conversation: Conversation) =>
  attempt('Not closed.', () =>
    hopefully(conversation.id, { status: 'closed' }, () =>
      client.call('POST /v1/conversations/:conversationId/close', at(conversation.id)),
    ),
  )

export const reopenConversation = (conversation: Conversation) =>
  attempt('Not reopened.', () =>
    hopefully(conversation.id, { status: 'open' }, () =>
      client.call('POST /v1/conversations/:conversationId/reopen', at(conversation.id)),
    ),
  )

export const setPriority = (conversation: Conversation, priority: Conversation['priority']) =>
  attempt('Priority not changed.', () =>
    hopefully(conversation.id, { priority }, () =>
      client.call('PATCH /v1/conversations/:conversationId', { ...at(conversation.id), body: { priority } }),
    ),
  )

export const setSubject = (conversation: Conversation, subject: string | null) =>
  attempt('Subject not changed.', () =>
    hopefully(conversation.id, { subject }, () =>
      client.call('PATCH /v1/conversations/:conversationId', { ...at(conversation.id), body: { subject } }),
    ),
  )

export async function assignConversation(conversation: Conversation, memberId: string | null, note?: string) {
  const done = await attempt('Not assigned.', () =>
    hopefully(conversation.id, { assignedAgentId: memberId }, () =>
      client.call('POST /v1/conversations/:conversationId/assign', {
        ...at(conversation.id),
        body: { memberId, ...(note && { note }) },
      }),
    ),
  )
  if (!done || memberId === me.value?.id) return
  const name = memberId ? world.value.members[memberId]?.name : undefined
  toast(name ? `Given to ${name}` : 'Back in the queue')
}

/** Answers with what went wrong, for the dialog that asked. */
export async function transferConversation(conversation: Conversation, departmentId: string, note: string) {
  try {
    const told = await client.call('POST /v1/conversations/:conversationId/transfer', {
      ...at(conversation.id),
      body: { departmentId, ...(note && { note }) },
    })
    store.putConversations([told])
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return error.message
  }
  toast(`Handed to ${world.value.departments[departmentId]?.name ?? 'the department'}`)
  if (here.value.kind === 'inbox') go(pathOf(here.value.view))
  return undefined
}
