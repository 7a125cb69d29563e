import { useEffect, useMemo, useReducer, useRef } from 'preact/hooks'
import type { Chat } from './chat.ts'
import { focusFirst, trapTab } from './focus.ts'
import { Home } from './Home.tsx'
import { ChatContext, useChanges } from './use-chat.ts'
import type { Viewport } from './viewport.ts'
import { Conversation, Data, Form } from './views.ts'
import { fill, isRightToLeft, locale, words } from './words.ts'

interface AppProps {
  chat: Chat
  root: ShadowRoot
  close(): void
  viewport: Viewport
  inline: boolean
}

export function App({ chat, root, close, viewport, inline }: AppProps) {
  const [, redraw] = useReducer((n: number) => n + 1, 0)
  useEffect(() => viewport.subscribe(() => redraw(0)) && undefined, [viewport])
  useChanges(chat)
  const { dark, open, settings, view, viewing } = chat.face.value
  const key = view.name === 'conversation' ? view.id : view.name

  // On a narrow screen, and behind a large picture, the launcher is not to be seen.
  useEffect(() => {
    root.host.classList.toggle('full', open && (viewport.full || viewing !== null))
  })

  // Each view begins where its reader will go on; beside a form of its owner, only when they go on.
  const seen = useRef(key)
  useEffect(() => {
    if (!open || (inline && seen.current === key)) return
    seen.current = key
    focusFirst(root)
  }, [key, open])

  // Another object would draw every row again that reads it.
  const given = useMemo(() => ({ chat, root, close }), [chat])

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && !event.defaultPrevented) close()
    else if (viewport.full) trapTab(event, root, root.activeElement)
  }

  return (
    <div
      class="hl"
      data-theme={dark ? 'dark' : 'light'}
      data-full={viewport.full || undefined}
      lang={locale}
      dir={isRightToLeft() ? 'rtl' : 'ltr'}
    >
      <section
        class={`panel${settings.chatPosition === 'bottom-left' ? ' left' : ''}`}
        part="panel"
        role="dialog"
        tabIndex={-1}
        hidden={!open}
        aria-modal={viewport.full || undefined}
        aria-label={fill(words.dialog, { name: settings.name })}
        onKeyDown={onKeyDown}
      >
        <ChatContext.Provider value={given}>
          {view.name === 'home' ? (
            <Home />
          ) : view.name === 'form' ? (
            <Form beginning={view.beginning} />
          ) : view.name === 'data' ? (
            <Data />
          ) : (
            <Conversation key={key} id={view.id} />
          )}
        </ChatContext.Provider>
      </section>
    </div>
  )
}
