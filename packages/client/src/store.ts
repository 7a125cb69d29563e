import type { Count, Member, Settings } from '@halloo/protocol'
import { apply, put, putChatUser } from './apply.ts'
import { putConversation, removeConversation } from './conversations.ts'
import { putMessages } from './messages.ts'
import type { EventOf, MemberSide, Side } from './side.ts'
import { emptyState, type State } from './state.ts'

export interface Store<S extends Side = MemberSide> {
  readonly state: State<S>
  /** Calls after each change; the answer ends it. */
  subscribe(listener: () => void): () => void
  apply(event: EventOf<S>): void
  putConversations(items: readonly S['conversation'][]): void
  putMessages(items: readonly S['message'][]): void
  putDepartments(items: readonly S['department'][]): void
  putMembers(items: readonly Member[]): void
  putCounts(items: readonly Count[]): void
  putChatUsers(items: readonly S['chatUser'][]): void
  putSettings(settings: Settings): void
  putTheme(theme: S['theme']): void
  /** Takes a conversation and its messages out, as when it was found to be gone. */
  removeConversation(id: string): void
  /** Forgets messages, all or of one conversation: after a resync there may be gaps between the pages. */
  forgetMessages(conversationId?: string): void
  /** Forgets everything. */
  reset(): void
}

/**
 * One place for what is known, fed by REST answers and by events in whatever order they come.
 * @example
 * const store = createStore<MemberSide>()
 * client.socket.listen({ event: store.apply })
 * store.putConversations((await client.call('GET /v1/conversations', {})).items)
 */
export function createStore<S extends Side = MemberSide>(): Store<S> {
  let state = emptyState<S>()
  const listeners = new Set<() => void>()
  const set = (next: State<S>) => {
    if (next === state) return
    state = next
    for (const listener of [...listeners]) listener()
  }
  return {
    get state() {
      return state
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    apply: event => set(apply(state, event)),
    putConversations: items => set(items.reduce((next, item) => putConversation(next, item), state)),
    putMessages: items => set(items.length ? putMessages(state, items) : state),
    putDepartments: items => set({ ...state, departments: putAll(state.departments, items, byId) }),
    putMembers: items => set({ ...state, members: putAll(state.members, items, byId) }),
    putCounts: items => set({ ...state, counts: putAll(state.counts, items, count => count.topic) }),
    putChatUsers: items => set(items.reduce((next, item) => putChatUser(next, item), state)),
    putSettings: settings => set(apply(state, { type: 'settings.updated', data: settings })),
    putTheme: theme => set(apply(state, { type: 'theme.saved', data: theme })),
    removeConversation: id => set(removeConversation(state, id)),
    forgetMessages(conversationId) {
      const { [conversationId ?? '']: _, ...others } = state.messages
      set({ ...state, messages: conversationId ? others : {} })
    },
    reset: () => set(emptyState()),
  }
}

const byId = (entity: { id: string }) => entity.id

const putAll = <T extends object>(
  all: Readonly<Record<string, T>>,
  items: readonly T[],
  keyOf: (item: T) => string,
) => items.reduce((next, item) => put(next, keyOf(item), item), all)
