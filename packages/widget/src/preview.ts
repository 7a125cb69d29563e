/// <reference path="./css.d.ts" />
import type { WidgetSettings } from '@halloo/protocol'
import type { Halloo } from './halloo.ts'
import css from './inline.css?inline'
import { createShell } from './loader/shell.ts'
import { addSheet } from './panel/add-sheet.ts'
import { createPreviewClient } from './preview-client.ts'

export interface Preview extends Halloo {
  /** Shows other settings at once, as while an owner tries colours. */
  setSettings(settings: WidgetSettings): void
}

/**
 * The real chat in an element of the page, which should be positioned: shows made-up conversations
 * and sends nothing.
 * @example mountPreview(stage, settings).open()
 */
export function mountPreview(root: Element, settings: WidgetSettings): Preview {
  const { halloo, host, setSettings } = createShell({
    settings,
    launcher: true,
    instances: {},
    root,
    saved: {
      read: () => ({ token: 'preview', live: true }),
      write() {},
      clear() {},
      grant() {},
      stores: () => false,
    },
    async load(given) {
      const { mountPanel } = await import('./panel/panel.tsx')
      return mountPanel({ ...given, url: '', key: 'preview', inline: true, client: createPreviewClient() })
    },
  })
  if (host.shadowRoot) addSheet(host.shadowRoot, css)
  return { ...halloo, setSettings }
}
