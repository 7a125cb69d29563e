// What the inbox knows, and the wire that it learns it by.
import { createClient, createStore } from '@halloo/client'
import type { Conversation, OwnMember, Permission } from '@halloo/protocol'
import { can } from '@halloo/protocol'
import { computed, signal } from '@preact/signals'

export const client = createClient({ url: '', socketPath: '/v1/socket' })
export const store = createStore()

const known = signal(store.state)
let told = false
store.subscribe(() => {
  if (told) return
  told = true
  queueMicrotask(() => {
    told = false
    known.value = store.state
  })
})

/** Everything known, as screens read it. */
export const world = computed(() => known.value)

/** The member who looks at this; null until they have come in. */
export const me = signal<OwnMember | null>(null)

export const may = (permission: Permission) => {
  const member = me.value
  return member !== null && can(world.value.members[member.id]?.role ?? member.role, permission)
}

type Change = Partial<Pick<Conversation, 'status' | 'priority' | 'subject' | 'assignedAgentId'>>
const hopes = signal<Readonly<Record<string, Change>>>({})

/** Conversations with what was just asked for already in them. */
export const conversations = computed<Readonly<Record<string, Conversation>>>(() => {
  const all = { ...world.value.conversations }
  for (const [id, change] of Object.entries(hopes.value)) if (all[id]) all[id] = { ...all[id], ...change }
  return all
})

/** Shows a change at once and takes it back if it is refused. */
export async function hopefully(id: string, change: Change, ask: () => Promise<Conversation>) {
  hopes.value = { ...hopes.value, [id]: change }
  try {
    store.putConversations([await ask()])
  } finally {
    const { [id]: _, ...others } = hopes.value
    hopes.value = others
  }
}
