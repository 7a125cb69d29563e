/// <reference path="./css.d.ts" />
import type { WidgetSettings } from '@halloo/protocol'
import { render } from 'preact'
import { addSheet } from './panel/add-sheet.ts'
import { createChat } from './panel/chat.ts'
import { Form } from './panel/form/Form.tsx'
import css from './panel/panel.css?inline'
import { ChatContext } from './panel/use-chat.ts'
import { createPreviewClient } from './preview-client.ts'
import own from './preview-form.css?inline'

export interface FormPreview {
  /** Draws the form that these settings ask for; what was filled in is gone. */
  show(settings: WidgetSettings): void
  destroy(): void
}

const nothing = () => {}

/**
 * The real form before a chat, in an element without a shadow root yet; it sends nothing.
 * @example mountFormPreview(element, settings).show(otherSettings)
 */
export function mountFormPreview(host: Element, settings: WidgetSettings): FormPreview {
  const root = host.attachShadow({ mode: 'open' })
  const look = new CSSStyleSheet()
  root.adoptedStyleSheets = [look]
  for (const sheet of [css, own]) addSheet(root, sheet)
  const context = {
    root,
    url: '',
    key: 'preview',
    settings,
    inline: true,
    read: () => undefined,
    write: nothing,
    clear: nothing,
    stores: () => false,
    emit: nothing,
    badge: nothing,
    close: nothing,
    setSettings: nothing,
    client: createPreviewClient(),
  }
  const chat = createChat(context)
  const beginning = { start: { departmentId: null } }
  let shown = 0

  function show(next: WidgetSettings) {
    chat.face.set({ settings: next })
    look.replaceSync(next.css)
    host.className = next.chatTheme
    render(
      <div class="hl" data-theme={next.chatTheme} lang="en">
        <ChatContext.Provider value={{ chat, root, close: nothing }}>
          <section class="panel">
            {/* A form asks what it asked at first, so another one takes its place. */}
            <Form key={shown++} beginning={beginning} />
          </section>
        </ChatContext.Provider>
      </div>,
      root,
    )
  }
  show(settings)
  return {
    show,
    destroy() {
      chat.destroy()
      render(null, root)
    },
  }
}
