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

const SOON_MS = 16

/**
 * Draws the component again on every change; the panel's root alone needs it. What the visitor does shows at once:
 * the next key must find an empty composer. What others do may come a hundred times in a second: it is drawn
 * together, and as a task of its own, so that neither drawing nor the frame after it holds up a key for long.
 */
export function useChanges({ face, store }: Chat) {
  const [, redraw] = useReducer((n: number) => n + 1, 0)
  useEffect(() => {
    let soon: ReturnType<typeof setTimeout> | undefined
    const draw = () => {
      clearTimeout(soon)
      soon = undefined
      redraw(0)
    }
    const stops = [
      face.subscribe(draw),
      store.subscribe(() => {
        soon ??= setTimeout(draw, SOON_MS)
      }),
    ]
    draw()
    return () => {
      clearTimeout(soon)
      for (const stop of stops) stop()
    }
  }, [face, store])
}
