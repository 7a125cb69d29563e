import type { Side } from './side.ts'
import type { State } from './state.ts'

/** Takes in messages of any conversations, in any order. */
export function putMessages<S extends Side>(state: State<S>, told: readonly S['message'][]): State<S> {
  const messages: Record<string, readonly S['message'][]> = { ...state.messages }
  for (const message of told)
    messages[message.conversationId] = inserted<S['message']>(messages[message.conversationId] ?? [], message)
  return { ...state, messages }
}

function inserted<M extends Side['message']>(list: readonly M[], message: M): readonly M[] {
  const known = list.findIndex(other => other.id === message.id)
  if (known >= 0) return message.version > (list[known]?.version ?? 0) ? list.with(known, message) : list
  const after = list.findLastIndex(other => other.seq < message.seq)
  return list.toSpliced(after + 1, 0, message)
}
