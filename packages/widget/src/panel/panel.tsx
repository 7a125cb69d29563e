/// <reference path="../css.d.ts" />
import { render } from 'preact'
import type { MountPanel } from '../panel-face.ts'
import { paletteOf } from '../theme.ts'
import { App } from './App.tsx'
import { addSheet } from './add-sheet.ts'
import { createChat } from './chat.ts'
import css from './panel.css?inline'
import { followViewport } from './viewport.ts'

/** Draws the panel, hidden, into the root that the loader made for it. */
export const mountPanel: MountPanel = context => {
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
  if (context.read()) void chat.attempt(chat.session.resume)

  return {
    show() {
      chat.face.set({ open: true })
      viewport.follow()
      if (context.read()) void chat.attempt(chat.session.me() ? chat.session.ensure : chat.session.resume)
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
    start({ departmentId = null, message, prefill }) {
      const id = chat.compose(departmentId, prefill && String(prefill))
      if (message) chat.outbox.send(id, String(message), [])
    },
    update: profile => void chat.session.tell(profile),
    reset() {
      chat.session.reset()
      chat.face.set({ starts: {}, drafts: {}, picked: {}, outgoing: {}, blocked: false })
      chat.show({ name: 'home' })
    },
    destroy() {
      chat.destroy()
      viewport.rest()
      render(null, root)
    },
  }
}
