/// <reference path="../css.d.ts" />
import { render } from 'preact'
import type { MountPanel } from '../panel-face.ts'
import { App } from './App.tsx'
import { addSheet } from './add-sheet.ts'
import { Calm } from './Calm.tsx'
import { createChat } from './chat.ts'
import { startHere } from './keep.ts'
import css from './panel.css?inline'
import { takeReturnToken } from './return-token.ts'
import { warmUp } from './times.ts'
import { followViewport } from './viewport.ts'
import { asked, speak } from './words.ts'

/** What a page may style by `halloo-chat::part(…)`. */
const PARTS = 'panel,header,bar,card,log,message,own-message,composer,input,send'

/** Draws the panel, hidden, into the root that the loader made for it. */
export const mountPanel: MountPanel = async context => {
  await speak(asked(context.locale))
  const { root, close, inline = false } = context
  addSheet(root, css)
  // The page reaches through two shadows: what a part is called inside, it is called outside.
  root.host.setAttribute('exportparts', PARTS)

  const chat = createChat(context)
  const viewport = followViewport(root, inline)
  render(
    <Calm onBroken={close}>
      <App {...{ chat, root, close, viewport, inline }} />
    </Calm>,
    root,
  )
  const system = matchMedia('(prefers-color-scheme: dark)')
  const scheme = () => {
    const { chatTheme } = chat.face.value.settings
    chat.face.set({ dark: chatTheme === 'dark' || (chatTheme === 'auto' && system.matches) })
  }
  system.onchange = scheme
  scheme()
  const mailed = takeReturnToken()
  if (mailed) void chat.comeBack(mailed)
  else void chat.wake()
  window.requestIdleCallback?.(() => {
    warmUp()
    requestIdleCallback(() => layOutOnce(root))
  })

  return {
    show() {
      chat.face.set({ open: true })
      viewport.follow()
      void chat.wake()
      const unread = chat.conversations().find(conversation => conversation.unread > 0)
      if (unread) chat.show({ name: 'conversation', id: unread.id })
    },
    hide() {
      chat.face.set({ open: false })
      // At once, so that the launcher can take the focus.
      root.host.classList.remove('full')
      viewport.rest()
      chat.rest()
    },
    theme(settings) {
      chat.face.set({ settings })
      scheme()
    },
    start({ departmentId = null, message, prefill, greetingId } = {}) {
      const text = message ?? prefill
      chat.begin({
        start: { ...startHere(departmentId), ...(greetingId ? { greetingId } : {}) },
        ...(text ? { text: String(text) } : {}),
        send: message !== undefined,
      })
    },
    async locale(tag) {
      await speak(asked(tag))
      chat.face.set({})
      await chat.session.follow()
    },
    update: profile => void chat.session.tell(profile),
    identify: token => void chat.identify(token),
    doctor: async () => (await import('./doctor.ts')).examine(context, chat.session.identity.token),
    reset: chat.reset,
    destroy() {
      system.onchange = null
      chat.destroy()
      viewport.rest()
      render(null, root)
    },
  }
}

/** The first layout of a page's letters takes longest: best done before somebody waits for it. Nothing is painted. */
function layOutOnce(root: ShadowRoot) {
  const panel = root.querySelector<HTMLElement>('.panel')
  if (!panel?.hidden) return
  panel.style.visibility = 'hidden'
  panel.hidden = false
  panel.getBoundingClientRect()
  panel.hidden = true
  panel.style.visibility = ''
}
