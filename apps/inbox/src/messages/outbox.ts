// Own messages from Send to the server's answer: shown at once, kept through reloads, sent once.
import { newId, Refusal } from '@halloo/client'
import type { Attachment } from '@halloo/protocol'
import { effect, signal } from '@preact/signals'
import { client, me, store } from '../live/world.ts'

export interface Unsent {
  id: string
  conversationId: string
  content: string
  attachments: readonly Attachment[]
  createdAt: string
  /** `kept` waits for the network; `failed` waits for a person. */
  state: 'sending' | 'kept' | 'failed'
  reason?: string
}

const LATER: readonly string[] = ['offline', 'busy', 'rate_limited', 'unavailable', 'request_timeout']
const keyOf = (memberId: string) => `halloo.outbox.${memberId}`
const busy = new Set<string>()

export const outbox = signal<readonly Unsent[]>([])
export const unsentOf = (conversationId: string) =>
  outbox.value.filter(unsent => unsent.conversationId === conversationId)

export function sendMessage(conversationId: string, content: string, attachments: readonly Attachment[]) {
  const id = newId('msg')
  const createdAt = new Date().toISOString()
  keep([...outbox.value, { id, conversationId, content, attachments, createdAt, state: 'sending' }])
  void pump(conversationId)
}

/** Sends it again under the same id: if it did arrive after all, it still exists once. */
export function tryAgain(unsent: Unsent) {
  change(unsent.id, { state: 'sending' })
  void pump(unsent.conversationId)
}

export const discardUnsent = (id: string) => keep(outbox.value.filter(unsent => unsent.id !== id))

/** One at a time for each conversation, so that they arrive in the order in which they were written. */
async function pump(conversationId: string) {
  if (busy.has(conversationId)) return
  const next = unsentOf(conversationId).find(unsent => unsent.state !== 'failed')
  if (!next) return
  busy.add(conversationId)
  change(next.id, { state: 'sending' })
  const wait = await send(next)
  busy.delete(conversationId)
  if (wait === undefined) void pump(conversationId)
  else setTimeout(() => void pump(conversationId), wait)
}

/** Answers with how long to wait before trying again, if the way was barred. */
async function send(unsent: Unsent): Promise<number | undefined> {
  const { id, conversationId, content, attachments } = unsent
  const attachmentIds = attachments.map(attachment => attachment.id)
  try {
    const data = await client.call('POST /v1/conversations/:conversationId/messages', {
      params: { conversationId },
      body: { id, ...(content && { content }), ...(attachmentIds.length && { attachmentIds }) },
    })
    store.apply({ type: 'message.created', data })
    discardUnsent(id)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    if (LATER.includes(error.code)) {
      change(id, { state: 'kept' })
      return error.retryAfterMs ?? 5_000
    }
    change(id, { state: 'failed', reason: error.message })
  }
  return undefined
}

const change = (id: string, change: Partial<Unsent>) =>
  keep(outbox.value.map(unsent => (unsent.id === id ? { ...unsent, ...change } : unsent)))

function keep(all: readonly Unsent[]) {
  outbox.value = all
  if (me.value) localStorage.setItem(keyOf(me.value.id), JSON.stringify(all))
}

function pumpAll() {
  for (const id of new Set(outbox.value.map(unsent => unsent.conversationId))) void pump(id)
}

let owner: string | undefined
effect(() => {
  if (!me.value || owner === me.value.id) return
  owner = me.value.id
  const kept: Unsent[] = JSON.parse(localStorage.getItem(keyOf(owner)) ?? '[]')
  outbox.value = kept
  queueMicrotask(pumpAll)
})
client.socket.listen({
  status: status => status === 'open' && pumpAll(),
  event: event => {
    if (event.type === 'message.created' && outbox.peek().some(unsent => unsent.id === event.data.message.id))
      discardUnsent(event.data.message.id)
  },
})
