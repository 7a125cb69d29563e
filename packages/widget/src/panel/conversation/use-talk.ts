import type { Chat } from '../chat.ts'
import { useChat } from '../use-chat.ts'
import { createFiles } from './files.ts'
import { createHistory } from './history.ts'

const known = new WeakMap<Chat, ReturnType<typeof create>>()

const create = (chat: Chat) => ({ files: createFiles(chat), history: createHistory(chat) })

/** The chat, and what only a conversation needs of it: its files and what was said before. */
export function useTalk() {
  const given = useChat()
  const talk = known.get(given.chat) ?? create(given.chat)
  known.set(given.chat, talk)
  return { ...given, ...talk }
}
