// Which page of which view has been fetched; the conversations themselves are in the store.
import { Refusal } from '@halloo/client'
import type { Input } from '@halloo/protocol'
import { signal } from '@preact/signals'
import { client, store } from '../live/world.ts'
import { pathOf, type View } from '../shell/place.ts'

type Query = NonNullable<Input<'GET /v1/conversations'>['query']>
type Order = 'newest' | 'oldest'
type More = { cursor: string | null; state: 'idle' | 'busy' | 'failed' }

const more = signal<Readonly<Record<string, More>>>({})
const PAGE = '50'

export const moreOf = (view: View): More => more.value[pathOf(view)] ?? { cursor: null, state: 'idle' }

export async function fetchFirst(view: View, order: Order) {
  const answer = await client.call('GET /v1/conversations', {
    query: { ...queryOf(view, order), limit: PAGE },
  })
  store.putConversations(answer.items)
  set(view, { cursor: answer.nextCursor, state: 'idle' })
}

export async function fetchMore(view: View, order: Order) {
  const { cursor, state } = moreOf(view)
  if (!cursor || state === 'busy') return
  set(view, { cursor, state: 'busy' })
  try {
    const query = { ...queryOf(view, order), limit: PAGE, cursor }
    const answer = await client.call('GET /v1/conversations', { query })
    store.putConversations(answer.items)
    set(view, { cursor: answer.nextCursor, state: 'idle' })
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    set(view, { cursor, state: 'failed' })
  }
}

/** Found conversations by their ids, the best first. */
export async function searchConversations(q: string) {
  const answer = await client.call('GET /v1/conversations', { query: { q, limit: PAGE } })
  store.putConversations(answer.items)
  return answer.items.map(conversation => conversation.id)
}

function queryOf(view: View, order: Order): Query {
  if (view.kind === 'department') return { view: 'all', departmentId: view.id, order }
  // Who waits longest is needed first, whatever the order on screen.
  return { view: view.kind, order: view.kind === 'queue' ? 'oldest' : order }
}
const set = (view: View, state: More) => {
  more.value = { ...more.value, [pathOf(view)]: state }
}
