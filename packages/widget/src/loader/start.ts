import type { Halloo } from '../halloo.ts'
import type { MountPanel } from '../panel-face.ts'
import { attributesOf } from './attributes.ts'
import type { Config } from './config.ts'
import type { AddExtras } from './extras.ts'
import { savedFor } from './saved.ts'
import { createShell } from './shell.ts'

declare const __PANEL__: string
declare global {
  interface Window {
    Halloo?: Halloo | (Array<(halloo: Halloo) => void> & { instances?: never }) | undefined
  }
}

/** Puts the chat of one key on the page; a second tag of the same key does nothing. */
export function start(config: Config, tag: Element | null, addExtras: AddExtras | null) {
  if (!document.body)
    return addEventListener('DOMContentLoaded', () => start(config, tag, addExtras), { once: true })
  const { key } = config
  const { src, dataset = {} } = (tag ?? {}) as Partial<HTMLScriptElement>
  const url = src ? new URL(src).origin : config.url
  const given = window.Halloo
  // An element of the page may bear the name, too.
  const instances = given?.instances ?? {}
  if (instances[key]) return
  const settle = () => {
    delete window.Halloo
    for (const first of Object.values(instances)) window.Halloo ??= first
  }
  // A page remembers an address that once failed to load, so each further try has one of its own.
  let again = ''
  try {
    const attributes = attributesOf(dataset)
    const { halloo } = createShell({
      ...attributes,
      settings: config.settings,
      saved: savedFor(key, attributes.asks),
      instances,
      addExtras,
      load: context =>
        import(/* @vite-ignore */ `${url}/widget/assets/${__PANEL__}${again}`).then(
          (panel: { mountPanel: MountPanel }) => panel.mountPanel({ ...context, url, key }),
          error => {
            again += '?'
            throw error
          },
        ),
      onDestroy() {
        delete instances[key]
        settle()
      },
    })
    instances[key] = halloo
    settle()
    if (Array.isArray(given)) for (const call of given) halloo.push(call)
    // A mail has brought the visitor back.
    if (location.hash.startsWith('#halloo=')) halloo.open()
  } catch (error) {
    // The page is worth more than the chat upon it.
    console.warn('Halloo:', error)
  }
}
