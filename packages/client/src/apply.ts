import { putConversation, putConversationState, refreshContact, removeConversation } from './conversations.ts'
import { changeMessage, putMessages } from './messages.ts'
import type { EventOf, Side } from './side.ts'
import type { State } from './state.ts'

/** The one reducer: late, repeated and disordered events change nothing for the worse. */
export function apply<S extends Side>(state: State<S>, event: EventOf<S>): State<S> {
  switch (event.type) {
    case 'message.created':
      return putConversationState(putMessages(state, [event.data.message]), event.data.conversation)
    case 'message.updated': {
      const { message, conversation } = event.data
      const told = changeMessage(state, message)
      return conversation ? putConversationState(told, conversation) : told
    }
    case 'messages.read':
      return putConversationState(state, event.data.conversation)
    case 'conversation.removed':
      return removeConversation(state, event.data.id)
    case 'counts.updated':
      return { ...state, counts: put(state.counts, event.data.topic, event.data) }
    case 'chat_user.created':
    case 'chat_user.updated':
    case 'chat_user.signed_out':
      return putChatUser(state, event.data)
    case 'chat_user.merged': {
      const { [event.data.id]: _, ...chatUsers } = state.chatUsers
      return { ...state, chatUsers }
    }
    case 'chat_user.deleted': {
      const { [event.data.id]: _, ...chatUsers } = state.chatUsers
      return { ...state, chatUsers }
    }
    case 'department.created':
    case 'department.updated':
      return { ...state, departments: put<S['department']>(state.departments, event.data.id, event.data) }
    case 'department.deleted': {
      const { [event.data.id]: _, ...departments } = state.departments
      return { ...state, departments }
    }
    case 'member.updated':
      return { ...state, members: put(state.members, event.data.id, event.data) }
    case 'member.removed': {
      const member = state.members[event.data.id]
      return member
        ? { ...state, members: put(state.members, member.id, { ...member, ...event.data }) }
        : state
    }
    case 'settings.updated':
      return (state.settings?.version ?? -1) < event.data.version ? { ...state, settings: event.data } : state
    case 'theme.saved':
    case 'theme.published':
      return (state.theme?.version ?? -1) < event.data.version ? { ...state, theme: event.data } : state
    case 'transcript.requested':
      return state
    default:
      // A newer server may tell of things that this client does not know; conversations tell themselves.
      return event.type.startsWith('conversation.') ? putConversation(state, event.data) : state
  }
}

export function putChatUser<S extends Side>(state: State<S>, chatUser: S['chatUser']): State<S> {
  const chatUsers = put(state.chatUsers, chatUser.id, chatUser)
  return chatUsers === state.chatUsers ? state : refreshContact({ ...state, chatUsers }, chatUser.id)
}

/** Puts an entity in unless a newer or equal one is known; without a version the last one holds. */
export function put<T extends object>(all: Readonly<Record<string, T>>, key: string, told: T) {
  const known = all[key]
  return known && versionOf(told) <= versionOf(known) ? all : { ...all, [key]: told }
}

const versionOf = (entity: object) =>
  'version' in entity && typeof entity.version === 'number' ? entity.version : Number.NaN
