import type { Side } from './side.ts'
import type { State } from './state.ts'

/** Takes in messages of any conversations, in any order. What is known already changes nothing. */
export function putMessages<S extends Side>(state: State<S>, told: readonly S['message'][]): State<S> {
  let { messages } = state
  for (const message of told) {
    const { id, conversationId, version } = message
    const changed = state.sources[conversationId]?.changed?.[id]
    const before = messages[conversationId] ?? []
    const list = inserted<S['message']>(before, changed && changed.version > version ? changed : message)
    if (list !== before) messages = { ...messages, [conversationId]: list }
  }
  return messages === state.messages ? state : { ...state, messages }
}

/** Takes in what has become of a message: at once where it is known, else as soon as it is. */
export function changeMessage<S extends Side>(state: State<S>, message: S['message']): State<S> {
  const { id, conversationId } = message
  if (state.messages[conversationId]?.some(other => other.id === id)) return putMessages(state, [message])
  const source = state.sources[conversationId]
  const known = source?.changed?.[id]
  if (known && known.version >= message.version) return state
  const changed = { ...source?.changed, [id]: message }
  return { ...state, sources: { ...state.sources, [conversationId]: { ...source, changed } } }
}

function inserted<M extends Side['message']>(list: readonly M[], message: M): readonly M[] {
  const known = list.findIndex(other => other.id === message.id)
  if (known >= 0) return message.version > (list[known]?.version ?? 0) ? list.with(known, message) : list
  const after = list.findLastIndex(other => other.seq < message.seq)
  return list.toSpliced(after + 1, 0, message)
}
