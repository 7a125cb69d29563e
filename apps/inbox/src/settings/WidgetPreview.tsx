import { DEFAULT_THEME, themeCss, type WidgetSettings } from '@halloo/protocol'
import type { Preview } from '@halloo/widget/preview'
import { Monitor, Moon, Smartphone, Sun } from 'lucide-preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { Segment } from '../look/Segment.tsx'
import { Trouble } from '../look/Trouble.tsx'
import { isColor } from './contrast.ts'

/** The real widget on a made-up page; it shows every change at once and sends nothing. */
export function WidgetPreview({ settings }: { settings: Omit<WidgetSettings, 'css'> }) {
  const root = useRef<HTMLDivElement>(null)
  const widget = useRef<Preview | null>(null)
  const [failed, setFailed] = useState(false)
  const [device, setDevice] = useState<'desktop' | 'phone'>('desktop')
  const [ground, setGround] = useState<'light' | 'dark'>('light')
  const shown = shownSettings(settings, ground)
  const latest = useRef(shown)
  latest.current = shown

  useEffect(() => {
    let over = false
    import('@halloo/widget/preview').then(
      ({ mountPreview }) => {
        if (over || !root.current) return
        widget.current = mountPreview(root.current, latest.current)
        widget.current.open()
      },
      () => setFailed(true),
    )
    return () => {
      over = true
      widget.current?.destroy()
      widget.current = null
    }
  }, [])
  const text = JSON.stringify(shown)
  useEffect(() => widget.current?.setSettings(latest.current), [text])

  return (
    <section class="stage" aria-label="Preview">
      <div class="stagetools">
        <Segment
          label="Visitor’s theme"
          value={ground}
          options={[
            { value: 'light', label: 'Light', icon: Sun },
            { value: 'dark', label: 'Dark', icon: Moon },
          ]}
          onChange={setGround}
        />
        <Segment
          label="Screen"
          value={device}
          options={[
            { value: 'desktop', label: 'Desktop', icon: Monitor },
            { value: 'phone', label: 'Phone', icon: Smartphone },
          ]}
          onChange={setDevice}
        />
      </div>
      {failed && <Trouble what="The preview could not be fetched." />}
      <div class={`website ${device} ${ground}`} ref={root}>
        <b class="sitename">{settings.name}</b>
        <span class="hero" />
        <span class="block" />
        <span class="block" />
        <span class="block" />
      </div>
    </section>
  )
}

/** While a colour is being typed the last whole one stays on show. */
let lastColor = '#03604a'
function shownSettings(settings: Omit<WidgetSettings, 'css'>, ground: 'light' | 'dark'): WidgetSettings {
  if (isColor(settings.chatPrimaryColor)) lastColor = settings.chatPrimaryColor
  const { name, chatTheme, chatPosition, chatWelcomeMessage } = settings
  const { chatShowAgentAvatar, chatCollectEmail, chatCollectName } = settings
  return {
    name,
    chatPosition,
    chatWelcomeMessage,
    chatShowAgentAvatar,
    chatCollectEmail,
    chatCollectName,
    chatTheme: chatTheme === 'auto' ? ground : chatTheme,
    chatPrimaryColor: lastColor,
    css: themeCss({
      ...DEFAULT_THEME,
      colors: { ...DEFAULT_THEME.colors, light: { ...DEFAULT_THEME.colors.light, brand: lastColor } },
    }),
  }
}
