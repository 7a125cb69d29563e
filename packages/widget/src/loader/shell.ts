import type { WidgetSettings } from '@halloo/protocol'
import type { Halloo, HallooEvents, Profile } from '../halloo.ts'
import type { MountPanel, Panel, PanelContext, Saved } from '../panel-face.ts'
import { hex, inkOn, parse } from '../theme.ts'
import { createEmitter } from './emitter.ts'
import { drawLauncher } from './launcher.ts'
import { savedFor } from './saved.ts'

export interface ShellOptions {
  url: string
  key: string
  settings: WidgetSettings
  launcher: boolean
  root: Element
  inline?: boolean
  load(): Promise<MountPanel>
  /** Stands in for the wire and for what is kept, where nothing may be sent. */
  preview?: { client: NonNullable<PanelContext['client']>; saved: Saved }
  onDestroy?(): void
}

export type Shell = Halloo & { setSettings(settings: WidgetSettings): void }

/** The launcher and the API; everything else comes when somebody wants it. */
export function createShell(options: ShellOptions): Shell {
  const { url, key, inline = false } = options
  const { host, button, panel: root, badge } = drawLauncher(inline)
  const { preview } = options
  const saved = preview ? { read: () => preview.saved, write() {} } : savedFor(key)
  const { on, off, emit } = createEmitter<HallooEvents>()
  const system = matchMedia('(prefers-color-scheme: dark)')
  let settings = options.settings
  let profile: Profile = {}
  let panel: Promise<Panel> | undefined
  let opened = false
  let gone = false

  const isDark = () => settings.chatTheme === 'dark' || (settings.chatTheme === 'auto' && system.matches)

  function paint() {
    const brand = parse(settings.chatPrimaryColor)
    host.style.setProperty('--hl-brand', hex(brand))
    host.style.setProperty('--hl-on-brand', hex(inkOn(brand)))
    host.toggleAttribute('dark', isDark())
    host.toggleAttribute('left', settings.chatPosition === 'bottom-left')
    panel?.then(it => it.theme(settings, isDark()), ignore)
  }

  function load() {
    panel ??= options.load().then(mountPanel => {
      const it = mountPanel({
        root,
        url,
        key,
        settings,
        dark: isDark(),
        inline,
        read: saved.read,
        write: saved.write,
        close: halloo.close,
        ...(preview ? { client: preview.client } : {}),
        emit(event, told) {
          if (event === 'unread') {
            badge(Number(told))
            label()
          }
          emit(event, told)
        },
      })
      if (Object.keys(profile).length) it.update(profile)
      return it
    })
    panel.catch(() => {
      panel = undefined
      if (opened) halloo.close()
      console.warn('Halloo: the chat could not be loaded. Check the connection and the site’s CSP.')
    })
    return panel
  }

  function label() {
    const unread = button.textContent
    const words = opened ? 'Close chat' : unread ? `Open chat, ${unread} unread` : 'Open chat'
    button.setAttribute('aria-label', words)
    button.setAttribute('aria-expanded', String(opened))
  }

  const loadAhead = () => gone || void load().catch(ignore)
  const withPanel = (work: (panel: Panel) => void) => void load().then(it => gone || work(it), ignore)

  const halloo: Shell = {
    open() {
      if (opened || gone) return
      opened = true
      label()
      emit('open', undefined)
      withPanel(it => opened && it.show())
    },
    close() {
      if (!opened) return
      opened = false
      label()
      emit('close', undefined)
      panel?.then(it => it.hide(), ignore)
      button.focus({ preventScroll: true })
    },
    toggle: () => (opened ? halloo.close() : halloo.open()),
    show() {
      button.hidden = false
    },
    hide() {
      button.hidden = true
    },
    on,
    off,
    prefill(text) {
      withPanel(it => it.start({ prefill: text }))
      halloo.open()
    },
    startConversation(start = {}) {
      withPanel(it => it.start(start))
      halloo.open()
    },
    update(told) {
      profile = { ...profile, ...told }
      panel?.then(it => it.update(profile), ignore)
    },
    reset() {
      profile = {}
      if (panel) panel.then(it => it.reset(), ignore)
      else saved.write(undefined)
      badge(0)
      label()
    },
    destroy() {
      if (gone) return
      gone = true
      system.removeEventListener('change', paint)
      panel?.then(it => it.destroy(), ignore)
      host.remove()
      options.onDestroy?.()
    },
    push: call => call(halloo),
    setSettings(next) {
      settings = next
      paint()
    },
  }

  button.onclick = halloo.toggle
  button.onpointerenter = button.onfocus = button.ontouchstart = loadAhead
  button.hidden = !options.launcher
  system.addEventListener('change', paint)
  label()
  paint()
  options.root.append(host)
  if (saved.read()?.live) whenIdle(loadAhead)
  return halloo
}

const ignore = () => {}

// Safari has no idle callback.
const whenIdle = (work: () => void) =>
  'requestIdleCallback' in window
    ? requestIdleCallback(work, { timeout: 5_000 })
    : addEventListener('load', work)
