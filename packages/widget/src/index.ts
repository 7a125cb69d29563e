/// <reference path="./css.d.ts" />
import type { WidgetSettings } from '@halloo/protocol'
import type { Halloo } from './halloo.ts'
import css from './inline.css?inline'
import { savedFor } from './loader/saved.ts'
import { createShell } from './loader/shell.ts'
import { addSheet } from './panel/add-sheet.ts'
import { createPreviewClient } from './preview.ts'

export type { Halloo, HallooEvents, Profile } from './halloo.ts'

export interface MountOptions {
  /** Origin of the API; empty for the page's own. */
  url: string
  /** The widget key, `pk_…`. */
  key: string
  settings: WidgetSettings
  /** Shows made-up conversations and sends nothing. */
  preview?: true
  /** The element that the chat fills, in place of the page; it should be positioned. */
  root?: Element
}

export type Mounted = Halloo & {
  /** Shows other settings at once, as while an owner tries colours. */
  setSettings(settings: WidgetSettings): void
}

/**
 * Puts the chat on the page, or into an element of it, from a bundle rather than by a script tag.
 * @example
 * const chat = mount({ url: 'https://chat.example.com', key: 'pk_…', settings })
 * chat.open()
 */
export function mount({ url, key, settings, preview, root }: MountOptions): Mounted {
  const inline = root !== undefined
  const { halloo, host, setSettings } = createShell({
    settings,
    launcher: true,
    root,
    saved: preview
      ? { read: () => ({ token: 'preview', live: true }), write() {}, clear() {} }
      : savedFor(key),
    async load(given) {
      const { mountPanel } = await import('./panel/panel.tsx')
      return mountPanel({ ...given, url, key, inline, ...(preview ? { client: createPreviewClient() } : {}) })
    },
  })
  if (inline && host.shadowRoot) addSheet(host.shadowRoot, css)
  return { ...halloo, setSettings }
}
