import type { WidgetSettings } from '@halloo/protocol'
import type { Halloo } from './halloo.ts'
import { createShell } from './loader/shell.ts'
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
export const mount = ({ url, key, settings, preview, root }: MountOptions): Mounted =>
  createShell({
    url,
    key: preview ? 'preview' : key,
    settings,
    launcher: true,
    root: root ?? document.documentElement,
    inline: root !== undefined,
    load: () => import('./panel/panel.tsx').then(panel => panel.mountPanel),
    ...(preview
      ? { preview: { client: createPreviewClient(), saved: { token: 'preview', live: true } } }
      : {}),
  })
