import type { WidgetSettings } from '@halloo/protocol'
import type { Halloo, HallooEvents, Profile } from '../halloo.ts'
import type { MountPanel, Panel, PanelContext, Saved } from '../panel-face.ts'
import { inkOn, parse } from '../theme.ts'
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
    const { style } = host
    style.setProperty('--hl-brand', settings.chatPrimaryColor)
    style.setProperty('--hl-on-brand', inkOn(parse(settings.chatPrimaryColor)))
    button.className = `l ${settings.chatPosition} ${isDark() ? 'dark' : ''}`
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
      it.update(profile)
      return it
    })
    panel.catch(() => {
      panel = undefined
      if (opened) halloo.close()
      console.warn('Halloo: not loaded. Check connection and CSP.')
    })
    return panel
  }

  function label() {
    const unread = button.textContent
    const words = opened ? 'Close chat' : `Open chat${unread && `, ${unread} unread`}`
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
      panel?.then(it => {
        it.hide()
        button.focus()
      }, ignore)
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
  // Safari has no idle callback.
  if (saved.read()?.live) (window.requestIdleCallback ?? setTimeout)(loadAhead)
  return halloo
}

const ignore = () => {}
