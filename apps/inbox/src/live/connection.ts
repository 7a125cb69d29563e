// Keeps the store in step with the server, and says so on screen when it cannot.
import { Refusal } from '@halloo/client'
import { computed, effect, signal } from '@preact/signals'
import { epoch, fetching, returns, track } from './load.ts'
// Presence is told once, right after opening: its listener must be there before.
import './presence.ts'
import { client, me, store } from './world.ts'

const connected = signal(true)
const behind = signal(false)

/** What the strip above the page says. */
export const link = computed<'open' | 'offline' | 'catching-up'>(() =>
  connected.value ? (behind.value ? 'catching-up' : 'open') : 'offline',
)

let lost = () => {}

/**
 * Subscribes first and fetches second, so that nothing falls between.
 * @param onLost called when the server will not have us any more
 */
export function connect(onLost: () => void) {
  lost = onLost
  client.socket.connect()
  return track(fetchGround())
}

async function fetchGround() {
  const [members, departments, counts, settings, own] = await Promise.all([
    everyPage(cursor => client.call('GET /v1/members', { query: { limit: '100', ...cursor } })),
    everyPage(cursor => client.call('GET /v1/departments', { query: { limit: '100', ...cursor } })),
    client.call('GET /v1/counts', {}),
    client.call('GET /v1/settings', {}),
    client.call('GET /v1/members/me', {}),
  ])
  store.putMembers(members)
  store.putDepartments(departments)
  store.putCounts(counts.items)
  store.putSettings(settings)
  me.value = own
}

async function everyPage<T>(
  fetchPage: (cursor: { cursor?: string }) => Promise<{ items: T[]; nextCursor: string | null }>,
): Promise<T[]> {
  const first = await fetchPage({})
  const all = first.items
  for (let cursor = first.nextCursor; cursor; ) {
    const page = await fetchPage({ cursor })
    all.push(...page.items)
    cursor = page.nextCursor
  }
  return all
}

/** After events were missed for good: everything once more, until it has come. */
async function catchUp() {
  behind.value = true
  epoch.value++
  try {
    await track(fetchGround())
  } catch {
    setTimeout(() => void catchUp(), 5_000)
  }
}

/** A message may be the first that is heard of its conversation. */
async function fetchUnknown(id: string) {
  if (store.state.conversations[id]) return
  try {
    store.putConversations([
      await client.call('GET /v1/conversations/:conversationId', { params: { conversationId: id } }),
    ])
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
  }
}

client.socket.listen({
  event(event) {
    store.apply(event)
    if (event.type === 'message.created') void fetchUnknown(event.data.message.conversationId)
    if (event.type === 'member.updated' && event.data.id === me.value?.id)
      me.value = { ...me.value, ...event.data }
  },
  resync() {
    store.forgetMessages()
    void catchUp()
  },
  status(status) {
    if (status === 'open') connected.value = true
    if (status === 'waiting') connected.value = false
    if (status === 'closed' && client.socket.reason) lost()
  },
})

effect(() => {
  if (fetching.value === 0) behind.value = false
})
effect(() => {
  if (connected.value) returns.value = returns.peek() + 1
})
addEventListener('offline', () => {
  connected.value = false
})
addEventListener('online', () => {
  connected.value = client.socket.status === 'open'
})
