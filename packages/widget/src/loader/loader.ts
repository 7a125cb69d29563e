import type { Config, Halloo } from '../halloo.ts'
import type { MountPanel } from '../panel-face.ts'
import { attributesOf } from './attributes.ts'
import { createShell } from './shell.ts'

declare const __HALLOO_CONFIG__: Config | null
declare const __PANEL__: string
declare global {
  interface Window {
    Halloo?: Halloo | Array<(halloo: Halloo) => void>
  }
}

// Null in callbacks: must be read while the script runs for the first time.
const script = document.currentScript
const config = __HALLOO_CONFIG__

if (window.Halloo && 'destroy' in window.Halloo) console.warn('Halloo: already on this page.')
else if (!(script instanceof HTMLScriptElement)) console.warn('Halloo: not a plain script tag.')
else if (!config) console.warn(`Halloo: no settings for the key ${script.dataset.key}.`)
else if (document.body) start(script, config)
else addEventListener('DOMContentLoaded', () => start(script, config), { once: true })

function start(tag: HTMLScriptElement, { key, settings }: Config) {
  const url = new URL(tag.src).origin
  const waiting = window.Halloo
  const attributes = attributesOf(tag)
  const halloo = createShell({
    url,
    key,
    settings: { ...settings, ...attributes.settings },
    launcher: attributes.launcher,
    root: document.documentElement,
    load: () =>
      import(/* @vite-ignore */ `${url}/widget/assets/${__PANEL__}`).then(
        (panel: { mountPanel: MountPanel }) => panel.mountPanel,
      ),
    onDestroy: () => {
      delete window.Halloo
    },
  })
  window.Halloo = halloo
  if (Array.isArray(waiting)) for (const call of waiting) halloo.push(call)
}
