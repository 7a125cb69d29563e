import type { Entity, Side } from './side.ts'
import type { Source, State } from './state.ts'

/** Takes in a conversation told in full. */
export const putConversation = <S extends Side>(state: State<S>, full: S['conversation']) =>
  isNews(state.sources[full.id]?.full, full)
    ? withSource(state, full.id, source => ({ ...source, full }))
    : state

/** Takes in what a message, or reading, changed of a conversation. */
export const putConversationState = <S extends Side>(state: State<S>, part: S['state']) =>
  isNews(state.sources[part.id]?.state, part)
    ? withSource(state, part.id, source => ({ ...source, state: part }))
    : state

export function removeConversation<S extends Side>(state: State<S>, id: string): State<S> {
  return {
    ...state,
    conversations: without(state.conversations, id),
    messages: without(state.messages, id),
    sources: without(state.sources, id),
  }
}

/** Puts every conversation together again in which this contact stands. */
export function refreshContact<S extends Side>(state: State<S>, chatUserId: string): State<S> {
  return Object.values(state.conversations).reduce(
    (next, conversation) =>
      contactOf(conversation)?.id === chatUserId
        ? withSource(next, conversation.id, source => ({ ...source }))
        : next,
    state,
  )
}

function withSource<S extends Side>(
  state: State<S>,
  id: string,
  change: (source: Source<S>) => Source<S>,
): State<S> {
  const source = change(state.sources[id] ?? {})
  const sources = { ...state.sources, [id]: source }
  if (!source.full) return { ...state, sources }
  const isLater = source.state && source.state.version > source.full.version
  const told = isLater ? { ...source.full, ...source.state } : source.full
  return { ...state, sources, conversations: { ...state.conversations, [id]: withContact(state, told) } }
}

/** A contact stands in its conversations in brief; the newer of the two holds. */
function withContact<S extends Side, C extends S['conversation']>(state: State<S>, conversation: C): C {
  const brief = contactOf(conversation)
  const known = brief && state.chatUsers[brief.id]
  if (!brief || !known || known.version <= brief.version) return conversation
  const chatUser: Record<string, unknown> = { ...brief }
  for (const [field, value] of Object.entries(known)) if (field in brief) chatUser[field] = value
  return { ...conversation, chatUser }
}

const contactOf = (conversation: Entity & { chatUser?: Entity }) => conversation.chatUser

const isNews = (known: Entity | undefined, told: Entity) => !known || told.version > known.version

function without<T>(all: Readonly<Record<string, T>>, id: string) {
  const { [id]: _, ...rest } = all
  return rest
}
