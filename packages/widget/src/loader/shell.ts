import type { WidgetSettings } from '@halloo/protocol'
import type { Halloo, HallooEvents, Profile } from '../halloo.ts'
import type { Panel, PanelContext } from '../panel-face.ts'
import { DARK_INK, inkOn, parse } from '../theme.ts'
import { calmly, createEmitter } from './emitter.ts'
import { drawLauncher } from './launcher.ts'
import type { Keeper } from './saved.ts'

export interface ShellOptions {
  settings: WidgetSettings
  launcher: boolean
  saved: Keeper
  /** Where the host element is put; the page itself if not told. */
  root?: Element | undefined
  /** Fetches the panel and mounts it. */
  load(given: Omit<PanelContext, 'url' | 'key'>): Promise<Panel>
  onDestroy?(): void
}

export interface Shell {
  halloo: Halloo
  host: HTMLElement
  setSettings(settings: WidgetSettings): void
}

const DEFAULT_COLOR = '#03604a'

/** The launcher and the API; everything else comes when somebody wants it. */
export function createShell(options: ShellOptions): Shell {
  const { saved } = options
  const { host, button, count, root } = drawLauncher()
  const { on, off, emit } = createEmitter<HallooEvents>()
  const system = matchMedia('(prefers-color-scheme: dark)')
  const profiles: Profile[] = []
  let { settings } = options
  let panel: Promise<Panel> | undefined
  let opened = false
  let gone = false

  const isDark = () => settings.chatTheme === 'dark' || (settings.chatTheme === 'auto' && system.matches)

  function paint(next: WidgetSettings) {
    const { chatPosition, chatPrimaryColor } = next
    // Anything but six digits could fetch, or hide the launcher.
    const color = /^#[\da-f]{6}$/i.test(chatPrimaryColor) ? chatPrimaryColor : DEFAULT_COLOR
    settings = { ...next, chatPrimaryColor: color }
    host.style.setProperty('--hl-brand', color)
    const dark = isDark()
    button.className = `l ${chatPosition} ${dark && 'dark'}`
    button.style.color = dark ? DARK_INK : inkOn(parse(color))
    withPanel(it => it.theme(settings, dark))
  }

  /** Does it when the panel is there; never, if none was asked for. */
  function withPanel(work: (panel: Panel) => void) {
    panel?.then(it => calmly(() => work(it)), ignore)
  }

  function load() {
    if (panel || gone) return
    panel = options.load({
      root,
      settings,
      dark: isDark(),
      ...saved,
      close: halloo.close,
      badge(unread) {
        count.textContent = unread
        label()
      },
      emit,
    })
    withPanel(tell)
    panel.catch(() => {
      panel = undefined
      halloo.close()
      console.warn('Halloo: not loaded. Check network and CSP.')
    })
  }

  function tell(it: Panel) {
    for (const profile of profiles.splice(0)) it.update(profile)
  }

  function begin(start: Parameters<Panel['start']>[0] = {}) {
    load()
    withPanel(it => it.start(start))
    halloo.open()
  }

  function label() {
    const unread = count.textContent
    button.ariaLabel = opened ? 'Close chat' : `Open chat${unread && `, ${unread} unread`}`
    button.ariaExpanded = `${opened}`
  }

  function turn(open: boolean) {
    if (opened === open || gone) return
    opened = open
    label()
    emit(open ? 'open' : 'close', undefined)
  }

  const halloo: Halloo = {
    open() {
      if (opened) return
      load()
      turn(true)
      withPanel(it => opened && it.show())
    },
    close() {
      if (!opened) return
      turn(false)
      withPanel(it => {
        it.hide()
        button.focus()
      })
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
    prefill: prefill => begin({ prefill }),
    startConversation: begin,
    update(told) {
      profiles.push(told)
      withPanel(tell)
    },
    reset() {
      profiles.length = 0
      saved.clear()
      withPanel(it => it.reset())
    },
    destroy() {
      if (gone) return
      system.onchange = null
      withPanel(it => it.destroy())
      panel = undefined
      gone = true
      host.remove()
      options.onDestroy?.()
    },
    push: call => calmly(() => call(halloo)),
  }

  button.onclick = halloo.toggle
  button.onpointerenter = button.onfocus = button.ontouchstart = load
  button.hidden = !options.launcher
  system.onchange = () => paint(settings)
  label()
  paint(settings)
  ;(options.root ?? document.documentElement).append(host)
  // Safari has no idle callback.
  if (saved.read()?.live) (window.requestIdleCallback ?? setTimeout)(load)
  return { halloo, host, setSettings: paint }
}

// A panel that did not come has been told of already.
const ignore = () => {}
