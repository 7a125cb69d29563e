import type { Halloo, HallooEvents, Profile } from './halloo.ts'
import type { Config } from './loader/config.ts'
import { addExtras } from './loader/extras.ts'
import { fetchConfig } from './loader/fetch-config.ts'
import { savedFor } from './loader/saved.ts'
import { createShell, type Shell } from './loader/shell.ts'

export type { Finding, Halloo, HallooEvents, Profile } from './halloo.ts'

export interface MountOptions {
  /** Origin of your chat, as `https://chat.example.com`. */
  url: string
  /** The widget key, `pk_…`. */
  key: string
  /** A tag such as `de`; otherwise the page's language. */
  locale?: string
  position?: 'bottom-right' | 'bottom-left'
  theme?: 'auto' | 'light' | 'dark'
  /** `none` draws no button: open the chat by `open()`. */
  launcher?: 'none'
  /** `required` keeps nothing in the browser before `grantConsent()`. */
  consent?: 'required'
}

/**
 * Puts the chat on the page from a bundle rather than by a script tag, with the same API. Calls are
 * kept until the settings have come; an unknown key is told in the console, and nothing is drawn.
 * @example
 * const chat = mount({ url: 'https://chat.example.com', key: 'pk_…' })
 * chat.on('unread', n => setBadge(n))
 * onSignOut(() => chat.reset())
 */
export function mount(options: MountOptions): Halloo {
  const waiting: ((halloo: Halloo) => void)[] = []
  let shell: Shell | undefined
  let gone = false
  const later = (call: (halloo: Halloo) => void) => (shell ? call(shell.halloo) : waiting.push(call))

  fetchConfig(options.url, options.key).then(
    config => {
      if (gone) return
      shell = draw(config, options)
      for (const call of waiting) shell.halloo.push(call)
      // A mail has brought the visitor back.
      if (location.hash.startsWith('#halloo=')) shell.halloo.open()
    },
    error => console.warn('Halloo:', error.message),
  )

  const halloo: Halloo = {
    instances: {},
    open: () => later(it => it.open()),
    close: () => later(it => it.close()),
    toggle: () => later(it => it.toggle()),
    show: () => later(it => it.show()),
    hide: () => later(it => it.hide()),
    on: (event, listener) => later(it => it.on(event, listener)),
    off: (event, listener) => later(it => it.off(event, listener)),
    prefill: text => later(it => it.prefill(text)),
    startConversation: start => later(it => it.startConversation(start)),
    update: (profile: Profile) => later(it => it.update(profile)),
    identify: token => later(it => it.identify(token)),
    setLocale: tag => later(it => it.setLocale(tag)),
    grantConsent: () => later(it => it.grantConsent()),
    reset: () => later(it => it.reset()),
    doctor: () => new Promise(done => later(it => done(it.doctor()))),
    destroy() {
      gone = true
      shell?.halloo.destroy()
    },
    push: call => later(() => call(halloo)),
  }
  return halloo
}

function draw({ key, settings }: Config, options: MountOptions): Shell {
  const { url, locale, position, theme } = options
  return createShell({
    settings,
    demands: { ...(position && { chatPosition: position }), ...(theme && { chatTheme: theme }) },
    locale,
    launcher: options.launcher !== 'none',
    instances: {},
    saved: savedFor(key, options.consent === 'required'),
    addExtras,
    async load(given) {
      const { mountPanel } = await import('./panel/panel.tsx')
      return mountPanel({ ...given, url, key })
    },
  })
}

// For those who write a listener apart from its `on`.
export type Listener<K extends keyof HallooEvents> = (told: HallooEvents[K]) => void
