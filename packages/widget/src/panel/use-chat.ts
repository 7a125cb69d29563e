import { createContext } from 'preact'
import { useContext, useEffect, useReducer } from 'preact/hooks'
import type { Chat } from './chat.ts'

interface Given {
  chat: Chat
  root: ShadowRoot
  close(): void
}

export const ChatContext = createContext<Given | null>(null)

/** The chat, drawn again whenever it changes. */
export function useChat(): Given {
  const given = useContext(ChatContext)
  if (!given) throw new Error('There is no chat around this component.')
  return given
}

/** Draws the component again on every change; the panel's root alone needs it. */
export function useChanges(chat: Chat) {
  const [, redraw] = useReducer((n: number) => n + 1, 0)
  useEffect(() => {
    const stops = [chat.face, chat.store].map(one => one.subscribe(() => redraw(0)))
    redraw(0)
    return () => {
      for (const stop of stops) stop()
    }
  }, [chat])
}
