import { useEffect, useReducer, useRef } from 'preact/hooks'
import { Conversation } from './Conversation.tsx'
import type { Chat } from './chat.ts'
import { Form } from './Form.tsx'
import { shownId } from './face.ts'
import { focusFirst, trapTab } from './focus.ts'
import { Home } from './Home.tsx'
import { ChatContext, useChanges } from './use-chat.ts'
import type { Viewport } from './viewport.ts'
import { fill, LOCALE, words } from './words.ts'

export function App({ chat, close, viewport }: { chat: Chat; close(): void; viewport: Viewport }) {
  const panel = useRef<HTMLElement>(null)
  const [, redraw] = useReducer((n: number) => n + 1, 0)
  useEffect(() => viewport.subscribe(() => redraw(0)) && undefined, [viewport])
  useChanges(chat)
  const { dark, open, settings, view } = chat.face.value
  const key = view.name === 'conversation' ? view.id : view.name

  // Each view begins where its reader will go on.
  const seen = useRef(key)
  useEffect(() => {
    if (seen.current === key || !open) return
    seen.current = key
    const root = panel.current?.getRootNode()
    if (root instanceof ShadowRoot) focusFirst(root)
  }, [key, open])

  const onKeyDown = (event: KeyboardEvent) => {
    const root = panel.current?.getRootNode()
    if (event.key === 'Escape' && !event.defaultPrevented) close()
    else if (viewport.full && root instanceof ShadowRoot) trapTab(event, root)
  }

  const conversationId = shownId(chat.face.value)
  const takeFiles = (files: FileList | undefined) => {
    if (conversationId && files?.length) chat.files.pick(conversationId, files)
  }

  return (
    <div
      class="hl"
      data-theme={dark ? 'dark' : 'light'}
      data-full={viewport.full || undefined}
      lang={LOCALE}
      dir="ltr"
    >
      <section
        ref={panel}
        class={`panel${settings.chatPosition === 'bottom-left' ? ' left' : ''}`}
        part="panel"
        role="dialog"
        tabIndex={-1}
        hidden={!open}
        aria-modal={viewport.full || undefined}
        aria-label={fill(words.dialog, { name: settings.name })}
        onKeyDown={onKeyDown}
        onDragOver={event => conversationId && event.preventDefault()}
        onDrop={event => {
          event.preventDefault()
          takeFiles(event.dataTransfer?.files)
        }}
        onPaste={event => {
          if (!event.clipboardData?.files.length) return
          event.preventDefault()
          takeFiles(event.clipboardData.files)
        }}
      >
        <ChatContext.Provider value={{ chat, close }}>
          {view.name === 'home' && <Home />}
          {view.name === 'form' && <Form departmentId={view.departmentId} />}
          {view.name === 'conversation' && <Conversation key={view.id} id={view.id} />}
        </ChatContext.Provider>
      </section>
    </div>
  )
}
