import type { ComponentType } from 'preact'
import { useEffect, useReducer, useRef, useState } from 'preact/hooks'
import type { Chat } from './chat.ts'
import { shownId, type View } from './face.ts'
import { focusFirst, trapTab } from './focus.ts'
import { Head } from './Head.tsx'
import { Home } from './Home.tsx'
import { Notice } from './Notice.tsx'
import { ChatContext, useChanges, useChat } from './use-chat.ts'
import type { Viewport } from './viewport.ts'
import { fill, LOCALE, words } from './words.ts'

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
  const { dark, open, settings, view } = chat.face.value
  const key = view.name === 'conversation' ? view.id : view.name

  // On a narrow screen nothing but the panel is seen, the launcher neither.
  useEffect(() => {
    root.host.classList.toggle('full', viewport.full && open)
  })

  // Each view begins where its reader will go on; beside a form of its owner, only when they go on.
  const seen = useRef(key)
  useEffect(() => {
    if (!open || (inline && seen.current === key)) return
    seen.current = key
    focusFirst(root)
  }, [key, open])

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && !event.defaultPrevented) close()
    else if (viewport.full) trapTab(event, root)
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
        <ChatContext.Provider value={{ chat, root, close }}>
          {view.name === 'home' ? <Home /> : <Later key={key} view={view} />}
        </ChatContext.Provider>
      </section>
    </div>
  )
}

type Beyond = Exclude<View, { name: 'home' }>

/** A view whose code comes when it is wanted. */
function Later({ view }: { view: Beyond }) {
  const { chat, root } = useChat()
  const [Views, setViews] = useState<ComponentType<{ view: Beyond }>>()
  useEffect(() => {
    void chat.attempt(async () => {
      const loaded = await chat.keep.load()
      setViews(() => loaded.Views)
    })
  }, [])
  useEffect(() => {
    if (Views && chat.face.value.open) focusFirst(root)
  }, [Views])
  if (Views) return <Views view={view} />
  return (
    <>
      <Head title={chat.face.value.settings.name} about="" />
      <Notice />
    </>
  )
}
