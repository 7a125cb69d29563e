/// <reference path="../css.d.ts" />
import { render } from 'preact'
import type { MountPanel } from '../panel-face.ts'
import { paletteOf } from '../theme.ts'
import { App } from './App.tsx'
import { addSheet } from './add-sheet.ts'
import { createChat } from './chat.ts'
import { startHere } from './keep.ts'
import css from './panel.css?inline'
import { followViewport } from './viewport.ts'
import { asked, speak } from './words.ts'

/** Draws the panel, hidden, into the root that the loader made for it. */
export const mountPanel: MountPanel = async context => {
  await speak(asked(context.locale))
  const { root, close, inline = false } = context
  addSheet(root, css)

  const place = root.host as HTMLElement
  const paint = (color: string, dark: boolean) => {
    const { brand, onBrand, link } = paletteOf(color, dark)
    place.style.setProperty('--hl-brand', brand)
    place.style.setProperty('--hl-on-brand', onBrand)
    place.style.setProperty('--hl-link', link)
  }
  paint(context.settings.chatPrimaryColor, context.dark)

  const chat = createChat(context)
  const viewport = followViewport(root, inline)
  render(<App {...{ chat, root, close, viewport, inline }} />, root)
  void chat.wake()

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
      place.classList.remove('full')
      viewport.rest()
      chat.rest()
    },
    theme(settings, dark) {
      paint(settings.chatPrimaryColor, dark)
      chat.face.set({ settings, dark })
    },
    start({ departmentId = null, message, prefill, greetingId }) {
      const text = message ?? prefill
      chat.begin({
        start: { ...startHere(departmentId), ...(greetingId ? { greetingId } : {}) },
        ...(text ? { text: String(text) } : {}),
        send: message !== undefined,
      })
    },
    locale: tag => void speak(asked(tag)).then(() => chat.face.set({})),
    update: profile => void chat.session.tell(profile),
    reset: chat.reset,
    destroy() {
      chat.destroy()
      viewport.rest()
      render(null, root)
    },
  }
}
