import type { WidgetSettings } from '@halloo/protocol'
import type { Halloo, HallooEvents } from '../halloo.ts'
import type { Panel, PanelContext } from '../panel-face.ts'
import { calmly, createEmitter } from './emitter.ts'
import type { AddExtras } from './extras.ts'
import { drawLauncher } from './launcher.ts'
import { nameIn } from './locale.ts'
import type { Keeper } from './saved.ts'

/** What the page wants other than the settings say. */
export type Demands = Partial<Pick<WidgetSettings, 'chatPosition' | 'chatTheme'>>

export interface ShellOptions {
  settings: WidgetSettings
  demands?: Demands
  launcher: boolean
  saved: Keeper
  /** The language that was asked for, rather than that of the page. */
  locale?: string | undefined
  /** Where the host element is put; the page itself if not told. */
  root?: Element | undefined
  /** The chats of the page, by key. */
  instances: Record<string, Halloo>
  /** Rules of when the launcher shows and what it says by itself, where an owner has made any. */
  addExtras?: AddExtras | null
  /** Fetches the panel and mounts it. */
  load(given: Omit<PanelContext, 'url' | 'key'>): Promise<Panel>
  onDestroy?(): void
}

export interface Shell {
  halloo: Halloo
  host: HTMLElement
  setSettings(settings: WidgetSettings): void
}

/** The launcher and the API; everything else comes when somebody wants it. */
export function createShell(options: ShellOptions): Shell {
  const { saved } = options
  const { host, button, count, root, look } = drawLauncher()
  const { on, off, emit } = createEmitter<HallooEvents>()
  let told: ((panel: Panel) => void)[] = []
  let { settings, launcher, locale } = options
  let panel: Promise<Panel> | undefined
  let opened = false
  let allowed = true
  let gone = false

  function paint(next: WidgetSettings) {
    settings = { ...next, ...options.demands }
    look.replaceSync(settings.css)
    host.className = settings.chatTheme
    button.className = `l ${settings.chatPosition}`
    label()
    withPanel(it => it.theme(settings))
  }

  /** Does it when the panel is there; never, if none was asked for. */
  function withPanel(work: (panel: Panel) => void) {
    panel?.then(it => calmly(() => work(it)), ignore)
  }

  /** Does it now, or as soon as there is a panel; the one that comes after a failure hears it again. */
  function tell(work: (panel: Panel) => void) {
    told.push(work)
    withPanel(work)
  }

  function load() {
    if (panel || gone) return
    panel = options.load({
      root,
      settings,
      locale,
      ...saved,
      close: halloo.close,
      badge(unread) {
        count.textContent = unread
        label()
      },
      emit,
      setSettings: paint,
    })
    told.forEach(withPanel)
    panel.catch(() => {
      panel = undefined
      halloo.close()
      console.warn('Halloo: not loaded. Network? CSP?')
    })
  }

  /** Brings back whoever has something to come back for; the launcher does not wait for the storage. */
  function wake() {
    // Safari has no idle callback.
    ;(window.requestIdleCallback ?? setTimeout)(() => saved.read()?.live && load())
  }

  function begin(start?: Parameters<Panel['start']>[0]) {
    load()
    withPanel(it => it.start(start))
    halloo.open()
  }

  function label() {
    const unread = count.textContent
    button.ariaLabel = (settings.launcherLabel ?? nameIn(locale)) + (unread && ` (${unread})`)
    button.ariaExpanded = `${opened}`
    button.hidden = !launcher || !allowed
  }

  function turn(open: boolean, work: (panel: Panel) => void) {
    if (opened === open || gone) return
    opened = open
    if (open) load()
    label()
    emit(open ? 'open' : 'close', undefined)
    withPanel(it => opened === open && work(it))
  }

  function reveal(isShown: boolean) {
    launcher = isShown
    label()
  }

  const halloo: Halloo = {
    instances: options.instances,
    open: () => turn(true, it => it.show()),
    close: () =>
      turn(false, it => {
        it.hide()
        button.focus()
      }),
    toggle: () => (opened ? halloo.close() : halloo.open()),
    show: () => reveal(true),
    hide: () => reveal(false),
    on,
    off,
    prefill: prefill => begin({ prefill }),
    startConversation: begin,
    update: profile => tell(it => it.update(profile)),
    identify: token => tell(it => it.identify(token)),
    setLocale(tag) {
      locale = tag
      label()
      withPanel(it => it.locale(tag))
    },
    grantConsent() {
      saved.grant()
      wake()
    },
    reset() {
      told = []
      saved.clear()
      withPanel(it => it.reset())
    },
    async doctor() {
      load()
      return (await panel)?.doctor() ?? []
    },
    destroy() {
      if (gone) return
      stop?.()
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
  paint(settings)
  ;(options.root ?? document.documentElement).append(host)
  const stop = options.addExtras?.({
    host,
    settings,
    begin,
    on,
    stores: saved.stores,
    allow(isAllowed) {
      allowed = isAllowed
      label()
    },
  })
  wake()
  return { halloo, host, setSettings: paint }
}

// A panel that did not come has been told of already.
const ignore = () => {}
