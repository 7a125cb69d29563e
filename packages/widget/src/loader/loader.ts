import type { Config, Halloo } from '../halloo.ts'
import type { MountPanel } from '../panel-face.ts'
import { attributesOf } from './attributes.ts'
import { savedFor } from './saved.ts'
import { createShell } from './shell.ts'

declare const __HALLOO_CONFIG__: Config | null
declare const __PANEL__: string
declare global {
  interface Window {
    Halloo?: Halloo | (Array<(halloo: Halloo) => void> & { destroy?: never })
  }
}

const config = __HALLOO_CONFIG__
// Null in callbacks: must be read while the script runs for the first time. A module is never told which it is.
const script = document.currentScript ?? document.querySelector(`script[src*="${config?.key}"]`)

// An element of the page may bear the name, too.
if (typeof window.Halloo?.destroy === 'function') console.warn('Halloo: already on this page.')
else if (!(script instanceof HTMLScriptElement)) console.warn('Halloo: no script tag.')
else if (!config) console.warn(`Halloo: no settings for this key. See ${new URL('/docs', script.src)}`)
else if (document.body) start(script, config)
else addEventListener('DOMContentLoaded', () => start(script, config), { once: true })

function start(tag: HTMLScriptElement, { key, settings }: Config) {
  const url = new URL(tag.src).origin
  const waiting = window.Halloo
  // A page remembers an address that once failed to load, so each further try has one of its own.
  let again = ''
  try {
    const { halloo } = createShell({
      ...attributesOf(tag, settings),
      saved: savedFor(key),
      load: given =>
        import(/* @vite-ignore */ `${url}/widget/assets/${__PANEL__}${again}`).then(
          (panel: { mountPanel: MountPanel }) => panel.mountPanel({ ...given, url, key }),
          error => {
            again += '?'
            throw error
          },
        ),
      onDestroy: () => {
        delete window.Halloo
      },
    })
    window.Halloo = halloo
    if (Array.isArray(waiting)) for (const call of waiting) halloo.push(call)
  } catch (error) {
    // The page is worth more than the chat upon it.
    console.warn('Halloo:', error)
  }
}
